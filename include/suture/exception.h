// SPDX-License-Identifier: BSD-3-Clause
// Exception classes that a module makes in Python for its C++ exceptions, and functions that
// translate C++ exceptions by hand.
//
// An exception that leaves a function is offered to the translators of its own module, then to
// those of other modules, the latest first: register base classes before derived ones.
#pragma once

#include <exception>   // exception_ptr
#include <type_traits> // is_invocable_v
#include <utility>     // move

#include "cast.h"
#include "error.h"

namespace suture {
namespace detail {

/// One attribute of the Python exception, read from the C++ one.
struct exception_attribute {
    const char *name;
    /// New reference, or NULL with a Python error set; may throw.
    PyObject *(*read)(const exception_attribute *self, const void *exception);
    void (*destroy)(exception_attribute *self);
    exception_attribute *next;
};

/// A registered exception class; lives as long as the interpreter.
struct exception_record {
    PyObject *type;
    exception_attribute *attributes;
};

/// Makes the class, puts it into `scope` and registers its translator. Throws python_error.
exception_record *exception_new(PyObject *scope, const char *name, PyObject *base, const char *doc,
                                int (*translate)(const void *pointer, void *payload), bool local);
/// Sets the Python error for `exception`; the result is 1.
int exception_set(const void *record, const void *exception, const char *text) noexcept;
/// Registers a translator; throws python_error.
void translator_new(int (*translate)(const void *pointer, void *payload), void *payload,
                    void (*release)(void *payload), bool local);

template <class E, class F> struct exception_reader : exception_attribute {
    F read_from;

    explicit exception_reader(F f) : read_from(std::move(f)) {}
    static PyObject *run(const exception_attribute *self, const void *exception) {
        const F &f = static_cast<const exception_reader *>(self)->read_from;
        const E &e = *(const E *) exception;
        if constexpr (std::is_member_object_pointer_v<F>)
            return cast(e.*f).release().ptr();
        else if constexpr (std::is_member_function_pointer_v<F>)
            return cast((e.*f)()).release().ptr();
        else
            return cast(f(e)).release().ptr();
    }
    static void drop(exception_attribute *self) { delete static_cast<exception_reader *>(self); }
};

template <class E, class = void> struct exception_text {
    static const char *get(const E &) { return ""; }
};
template <class E> struct exception_text<E, decltype((void) std::declval<const E &>().what())> {
    static const char *get(const E &e) { return e.what(); }
};

template <class F> struct translator_closure {
    F translate;
    void *payload;

    static int run(const void *pointer, void *self) {
        auto &closure = *(translator_closure *) self;
        auto &exception = *(std::exception_ptr *) const_cast<void *>(pointer);
        try {
            if constexpr (std::is_invocable_v<F &, const std::exception_ptr &, void *>)
                return result([&] { return closure.translate(exception, closure.payload); });
            else
                return result([&] { return closure.translate(exception); });
        } catch (...) {
            // 'Not mine'; another exception than before is what the next translator sees.
            exception = std::current_exception();
            return 0;
        }
    }
    static void release(void *self) { delete (translator_closure *) self; }

private:
    template <class G> static int result(G &&call) {
        if constexpr (std::is_void_v<decltype(call())>)
            return call(), 1;
        else
            return call() ? 1 : 0;
    }
};

template <class F> void register_translator(F &&f, void *payload, bool local) {
    using Closure = translator_closure<std::decay_t<F>>;
    static_assert(std::is_invocable_v<std::decay_t<F> &, const std::exception_ptr &, void *> ||
                      std::is_invocable_v<std::decay_t<F> &, const std::exception_ptr &>,
                  "an exception translator takes (const std::exception_ptr &, void *payload) or "
                  "(std::exception_ptr)");
    translator_new(Closure::run, new Closure{std::forward<F>(f), payload}, Closure::release, local);
}

} // namespace detail

/// The Python class made for the C++ exception E. Where E has what(), that is the text.
template <class E> class exception : public object {
public:
    static constexpr int code = 0; // it is more than a pointer
    /// Makes the class `name` in `scope` (a module or class) with the Python base class `base`.
    exception(handle scope, const char *name, handle base = PyExc_Exception,
              const char *doc = nullptr)
        : exception(scope, name, base, doc, false) {}

    using object::attr;
    /// Gives the Python exceptions an attribute: `read` is a callable that takes const E &, or a
    /// pointer to a member of E.
    template <class F> exception &attr(const char *name, F read) {
        using Reader = detail::exception_reader<E, F>;
        auto *reader = new Reader(std::move(read));
        reader->name = name;
        reader->read = Reader::run;
        reader->destroy = Reader::drop;
        reader->next = m_record->attributes;
        m_record->attributes = reader;
        return *this;
    }

protected:
    exception(handle scope, const char *name, handle base, const char *doc, bool local)
        : m_record(detail::exception_new(scope.ptr(), name, base.ptr(), doc, translate, local)) {
        static_cast<object &>(*this) = borrow(m_record->type);
    }
    template <class T>
    friend exception<T> register_local_exception(handle, const char *, handle, const char *);

private:
    static int translate(const void *pointer, void *record) {
        try {
            std::rethrow_exception(*(const std::exception_ptr *) pointer);
        } catch (const E &e) {
            return detail::exception_set(record, &e, detail::exception_text<E>::get(e));
        } catch (...) {
            return 0;
        }
    }

    detail::exception_record *m_record;
};

/// From now on E arrives in Python as the new class `name`, base class `base`, in `scope`.
template <class E>
exception<E> register_exception(handle scope, const char *name, handle base = PyExc_Exception,
                                const char *doc = nullptr) {
    return {scope, name, base, doc};
}

/// The same for exceptions that leave functions of this module only.
template <class E>
exception<E> register_local_exception(handle scope, const char *name, handle base = PyExc_Exception,
                                      const char *doc = nullptr) {
    return {scope, name, base, doc, true};
}

/// Registers `f(const std::exception_ptr &, void *payload)` or `f(std::exception_ptr)`, which
/// rethrows the exception and sets a Python error for what it knows. It returns void or bool; an
/// exception that leaves it, or false, means 'not mine'.
template <class F> void register_exception_translator(F &&f, void *payload = nullptr) {
    detail::register_translator(std::forward<F>(f), payload, false);
}

/// The same for exceptions that leave functions of this module only.
template <class F> void register_local_exception_translator(F &&f, void *payload = nullptr) {
    detail::register_translator(std::forward<F>(f), payload, true);
}

} // namespace suture
