// SPDX-License-Identifier: BSD-3-Clause
// Where C++ exceptions end: each module calls its thunks through these functions, and turns what
// leaves them into Python errors itself, since only its own C++ library knows what it threw.
#include <exception>    // exception_ptr, nested_exception
#include <new>          // bad_alloc
#include <stdexcept>    // the standard hierarchy
#include <system_error> // system_error

#include "error.h"

#if defined(__GLIBCXX__) || defined(_LIBCPPABI_VERSION)
#    include <cxxabi.h> // __cxa_current_exception_type
#endif

namespace suture::detail {

/// What std::throw_with_nested put beside an exception.
template <class E> inline std::exception_ptr nested_in(const E &exception) noexcept {
    auto *nested = dynamic_cast<const std::nested_exception *>(&exception);
    return nested ? nested->nested_ptr() : std::exception_ptr();
}

/// OSError with the errno where there is one: Python then chooses the subclass.
static inline void set_system_error(const std::system_error &e) noexcept {
    const std::error_category &category = e.code().category();
    if (category != std::generic_category() && category != std::system_category())
        return set_error_text(PyExc_OSError, e.what());
    set_error_text(PyExc_OSError, e.what());
    PyObject *exception = error_take();
    PyObject *args = exception ? PyObject_GetAttrString(exception, "args") : nullptr;
    PyObject *text = args ? PySequence_GetItem(args, 0) : nullptr;
    PyObject *with_code =
        text ? PyObject_CallFunction(PyExc_OSError, "iO", e.code().value(), text) : nullptr;
    Py_XDECREF(text);
    Py_XDECREF(args);
    Py_XDECREF(exception);
    if (with_code)
        error_put(with_code);
}

/// Sets SystemError for an exception that is no std::exception.
static inline void set_unknown_error() noexcept {
#if defined(__GLIBCXX__) || defined(_LIBCPPABI_VERSION)
    if (const std::type_info *type = abi::__cxa_current_exception_type()) {
        int status = 0;
        char *name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
        PyErr_Format(PyExc_SystemError, "unknown C++ exception of type %s",
                     name ? name : type->name());
        free(name);
        return;
    }
#endif
    PyErr_SetString(PyExc_SystemError, "unknown C++ exception");
}

/// Sets the error that an exception has without a translator.
static inline void set_default_error(const std::exception_ptr &exception) noexcept {
    try {
        std::rethrow_exception(exception);
    } catch (const error_base &e) {
        e.set_error();
    } catch (const std::bad_alloc &) {
        PyErr_NoMemory();
    } catch (const std::domain_error &e) {
        set_error_text(PyExc_ValueError, e.what());
    } catch (const std::invalid_argument &e) {
        set_error_text(PyExc_ValueError, e.what());
    } catch (const std::length_error &e) {
        set_error_text(PyExc_ValueError, e.what());
    } catch (const std::range_error &e) {
        set_error_text(PyExc_ValueError, e.what());
    } catch (const std::out_of_range &e) {
        set_error_text(PyExc_IndexError, e.what());
    } catch (const std::overflow_error &e) {
        set_error_text(PyExc_OverflowError, e.what());
    } catch (const std::system_error &e) {
        set_system_error(e);
    } catch (const std::exception &e) {
        set_error_text(PyExc_RuntimeError, e.what());
    } catch (...) {
        set_unknown_error();
    }
}

/// Exceptions nested more deeply than this are dropped.
constexpr int nested_limit = 64;

static inline void translate_exception(std::exception_ptr exception, int depth) noexcept;

/// The error that is set gets the error of `nested` as its `__cause__`.
static inline void translate_nested(const std::exception_ptr &nested, int depth) noexcept {
    if (!nested || depth == nested_limit)
        return;
    PyObject *outer = error_take();
    translate_exception(nested, depth + 1);
    PyObject *cause = error_take();
    if (!outer)
        return Py_XDECREF(cause);
    if (cause)
        error_set_cause(outer, cause);
    error_put(outer);
}

static inline void translate_exception(std::exception_ptr exception, int depth) noexcept {
    std::exception_ptr nested;
    bool known = false;
    try {
        std::rethrow_exception(exception);
    } catch (const error_base &e) {
        e.set_error();
        known = true;
        nested = nested_in(e);
    } catch (const std::nested_exception &e) {
        nested = e.nested_ptr();
    } catch (...) { // it is looked at below
    }
    if (!known && !rt::error_translate(&this_module, &exception))
        set_default_error(exception);
    translate_nested(nested, depth);
}

SUTURE_GLUE void translate_current_exception() noexcept {
    translate_exception(std::current_exception(), 0);
}

// A thread that Python ends at finalization, or that is cancelled, unwinds through these
// functions by an exception of glibc's own that must go on.
#if defined(__GLIBCXX__)
#    define SUTURE_LET_UNWIND                                                                      \
        catch (abi::__forced_unwind &) {                                                           \
            throw;                                                                                 \
        }
#else
#    define SUTURE_LET_UNWIND
#endif

/// The exception in flight as a Python error; what the call comes to. Out of line, so that a call
/// that throws nothing saves no registers for it.
static SUTURE_NOINLINE int caught() noexcept {
    try {
        throw;
    } catch (const next_overload &) {
        return suture_outcome_next_overload;
    } catch (const error_base &e) {
        e.set_error();
        translate_nested(nested_in(e), 0);
    } catch (...) {
        translate_current_exception();
    }
    return suture_outcome_error;
}

SUTURE_GLUE int invoke(void *capture, suture_slot *slots, suture_thunk thunk) {
    // In memory: a register for it would be saved on every call.
    volatile int outcome;
    try {
        thunk(capture, slots);
        return suture_outcome_ok;
    }
    SUTURE_LET_UNWIND
    catch (...) {
        outcome = caught();
    }
    return outcome;
}

SUTURE_GLUE int life(suture_life life, int op, void *object, void *source, void **result) {
    try {
        *result = life(op, object, source);
        return 0;
    }
    SUTURE_LET_UNWIND
    catch (...) {
        translate_current_exception();
        return -1;
    }
}
#undef SUTURE_LET_UNWIND

} // namespace suture::detail
