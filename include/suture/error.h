// SPDX-License-Identifier: BSD-3-Clause
// Errors that cross between Python and C++: python_error, cast_error, the C++ exceptions that
// stand for Python's own, and functions that raise, chain and warn. Exception classes and
// translators of a module are in exception.h.
#pragma once

#include <exception> // exception
#include <typeinfo>  // bad_cast

#include "object.h"

// Exception classes are caught across modules. libstdc++ compares types by name, so that they need
// not be exported; others compare addresses.
#if defined(__GLIBCXX__)
#    define SUTURE_EXCEPTION
#    define SUTURE_EXCEPTION_MEMBER
#else
#    define SUTURE_EXCEPTION SUTURE_EXPORT
#    define SUTURE_EXCEPTION_MEMBER SUTURE_HIDDEN // else as visible as its class
#endif

namespace suture {
namespace detail {

/// A C++ exception that knows its Python error.
class SUTURE_EXCEPTION error_base { // ABI: frozen, caught across modules
public:
    /// Sets that error. The caller is attached.
    virtual void set_error() const noexcept = 0;

protected:
    error_base() = default;
    error_base(const error_base &) = default;
    error_base &operator=(const error_base &) = default;
    ~error_base() = default;
};

/// Text that copies of an exception share.
class error_text {
public:
    explicit error_text(const char *text) noexcept;
    error_text(const error_text &other) noexcept;
    error_text &operator=(const error_text &other) noexcept;
    ~error_text();
    const char *get() const noexcept { return m_text ? m_text : ""; }

private:
    char *m_text; ///< follows its reference count
};

struct error_state;

/// Sets a Python error of class `type` with a text that need not be valid UTF-8; without a text
/// the exception has no arguments.
void set_error_text(PyObject *type, const char *text) noexcept;
/// Sets the Python error for the C++ exception that is being handled. The caller is attached.
void translate_current_exception() noexcept;

} // namespace detail

/// A Python error on its way through C++. Copies share it; they are made and destroyed by any
/// thread, attached or not, and refer to the interpreter where the error was.
class SUTURE_EXCEPTION python_error : public std::exception, public detail::error_base {
    // ABI: frozen, caught across modules
public:
    /// Takes the Python error that is set (SystemError if there is none).
    SUTURE_EXCEPTION_MEMBER python_error();
    SUTURE_EXCEPTION_MEMBER python_error(const python_error &other) noexcept;
    SUTURE_EXCEPTION_MEMBER python_error(python_error &&other) noexcept;
    SUTURE_EXCEPTION_MEMBER python_error &operator=(const python_error &other) noexcept;
    SUTURE_EXCEPTION_MEMBER ~python_error() override;

    /// The text that Python prints: traceback, class and message. Attaches if need be.
    SUTURE_EXCEPTION_MEMBER const char *what() const noexcept override;
    /// Whether the exception is an instance of `type` (a class or a tuple of classes).
    SUTURE_EXCEPTION_MEMBER bool matches(handle type) const noexcept;
    /// Sets the error again. It can be done more than once.
    void restore() const noexcept { set_error(); }
    SUTURE_EXCEPTION_MEMBER void set_error() const noexcept override;
    /// Reports the error to sys.unraisablehook; `context` says where it happened.
    SUTURE_EXCEPTION_MEMBER void discard_as_unraisable(handle context) const noexcept;
    SUTURE_EXCEPTION_MEMBER void discard_as_unraisable(const char *context) const noexcept;

    /// The exception, its class and its traceback (which may be null), borrowed.
    SUTURE_EXCEPTION_MEMBER handle value() const noexcept;
    SUTURE_EXCEPTION_MEMBER handle type() const noexcept;
    SUTURE_EXCEPTION_MEMBER handle traceback() const noexcept;

private:
    detail::error_state *m_state;
};

/// A value that cannot be converted: TypeError in Python.
class SUTURE_EXCEPTION cast_error : public std::bad_cast, public detail::error_base {
public:
    SUTURE_EXCEPTION_MEMBER explicit cast_error(const char *what = "bad cast") noexcept;
    SUTURE_EXCEPTION_MEMBER cast_error(const cast_error &) noexcept;
    SUTURE_EXCEPTION_MEMBER ~cast_error() override;
    SUTURE_EXCEPTION_MEMBER const char *what() const noexcept override;
    SUTURE_EXCEPTION_MEMBER void set_error() const noexcept override;

private:
    detail::error_text m_text;
};

/// The Python exceptions that have a C++ class of their own.
enum class exception_type {
    runtime_error,
    stop_iteration,
    index_error,
    key_error,
    value_error,
    type_error,
    buffer_error,
    import_error,
    attribute_error,
    overflow_error,
    not_implemented_error,
    os_error
};

/// Base of the C++ exceptions that stand for Python's own.
class SUTURE_EXCEPTION builtin_exception : public std::exception, public detail::error_base {
public:
    SUTURE_EXCEPTION_MEMBER builtin_exception(exception_type type, const char *what) noexcept;
    SUTURE_EXCEPTION_MEMBER builtin_exception(const builtin_exception &) noexcept;
    SUTURE_EXCEPTION_MEMBER ~builtin_exception() override;
    SUTURE_EXCEPTION_MEMBER const char *what() const noexcept override;
    SUTURE_EXCEPTION_MEMBER void set_error() const noexcept override;
    exception_type type() const noexcept { return m_type; }

private:
    exception_type m_type;
    detail::error_text m_text;
};

namespace detail {

/// Can be thrown without being attached; the Python exception is made when it reaches Python.
template <exception_type Type> class SUTURE_EXCEPTION builtin : public builtin_exception {
public:
    explicit builtin(const char *what = "") noexcept : builtin_exception(Type, what) {}
    /// From std::string and the like.
    template <class Text, class = decltype(std::declval<const Text &>().c_str())>
    explicit builtin(const Text &what) noexcept : builtin_exception(Type, what.c_str()) {}
};

} // namespace detail

using runtime_error = detail::builtin<exception_type::runtime_error>;
using stop_iteration = detail::builtin<exception_type::stop_iteration>;
using index_error = detail::builtin<exception_type::index_error>;
using key_error = detail::builtin<exception_type::key_error>;
using value_error = detail::builtin<exception_type::value_error>;
using type_error = detail::builtin<exception_type::type_error>;
using buffer_error = detail::builtin<exception_type::buffer_error>;
using import_error = detail::builtin<exception_type::import_error>;
using attribute_error = detail::builtin<exception_type::attribute_error>;
using overflow_error = detail::builtin<exception_type::overflow_error>;
using not_implemented_error = detail::builtin<exception_type::not_implemented_error>;
using os_error = detail::builtin<exception_type::os_error>;

/// Thrown by a bound function: it does not take these arguments, try the next overload.
class SUTURE_EXCEPTION next_overload : public std::exception {
public:
    SUTURE_EXCEPTION_MEMBER next_overload() noexcept;
    SUTURE_EXCEPTION_MEMBER ~next_overload() override;
    SUTURE_EXCEPTION_MEMBER const char *what() const noexcept override;
};

/// Throws std::runtime_error; `format` as for printf. Need not be attached.
[[noreturn]] void raise(const char *format, ...);
/// Throws type_error; `format` as for printf. Need not be attached.
[[noreturn]] void raise_type_error(const char *format, ...);
/// Throws python_error of class `type`; `format` as for PyErr_Format.
[[noreturn]] void raise(handle type, const char *format, ...);
/// Throws python_error of class `type` whose `__cause__` is `cause`, like Python's `raise ...
/// from`.
[[noreturn]] void raise_from(const python_error &cause, handle type, const char *format, ...);
/// Replaces the Python error that is set by one of class `type` that has it as `__cause__`.
void chain_error(handle type, const char *format, ...) noexcept;
using detail::raise_python_error;

/// Issues a warning of class `category`; throws python_error where it has been made an error.
void warn(handle category, const char *text, int stacklevel = 1);
/// Runs Python's signal handlers: long work that has released the GIL calls this now and then, so
/// that Ctrl-C ends it with KeyboardInterrupt, thrown as python_error. Attaches if need be.
void check_signals();

/// Sets the Python error aside and puts it back at the end of the scope.
class error_scope {
public:
    error_scope() noexcept;
    error_scope(const error_scope &) = delete;
    ~error_scope();

private:
    PyObject *m_saved[3];
};

} // namespace suture
