// SPDX-License-Identifier: BSD-3-Clause
// Trampolines: C++ classes whose virtual functions can be overridden in Python.
//
//     struct PyAnimal : Animal {
//         SUTURE_TRAMPOLINE(Animal)
//         std::string name() const override { SUTURE_OVERRIDE_PURE(name); }
//         void eat(int n) override { SUTURE_OVERRIDE(eat, n); }
//     };
#pragma once

#include "class.h"
#include "error.h"
#include "gil.h"

namespace suture::detail {

/// Ties a C++ object to its Python instance. The layout is the runtime's (src/type/trampoline.cpp).
class trampoline {
public:
    template <class Base> explicit trampoline(Base *self) {
        (void) class_user<Base>;
        rt::trampoline_init(m_data, self, &type_ref<Base>);
    }
    trampoline(const trampoline &) = delete;
    ~trampoline() { rt::trampoline_release(m_data); }
    void *data() const { return (void *) m_data; }

private:
    void *m_data[4]; // the instance, its interpreter, the object, whether it owns the instance
};

/// One virtual call: holds the GIL as long as there is an override.
class override_call {
public:
    SUTURE_INLINE override_call(const trampoline &t, const char *name, bool pure)
        : m_method(rt::override_enter(t.data(), name, pure, &m_frame)) {
        if (!m_method && (pure || m_frame.attached))
            fail(); // the destructor does not run
    }
    override_call(const override_call &) = delete;
    SUTURE_INLINE ~override_call() {
        if (m_method)
            leave();
    }
    explicit operator bool() const { return m_method != nullptr; }

    template <class R, class... Args> R call(Args &&...args) const {
        // What is passed by reference is not copied: the override may change it.
        object result = handle(m_method).template operator()<rv_policy::reference_raw>(
            std::forward<Args>(args)...);
        if constexpr (!std::is_void_v<R>) {
            static_assert(!std::is_reference_v<R> || is_instance_v<R>,
                          "suture: an override cannot return a reference to a converted value; "
                          "return it by value");
            static_assert(!std::is_pointer_v<R> || is_instance_v<R> ||
                              std::is_same_v<intrinsic_t<R>, const char *>,
                          "suture: an override cannot return a pointer to a converted value; "
                          "return it by value");
            if constexpr (borrows_v<R>)
                checked(rt::override_keep(&m_frame, result.ptr()));
            return cast_or<R>(result, true, failure{*this});
        }
    }

private:
    /// What the override returned is no R: throws cast_error that names class and function.
    struct failure {
        const override_call &call;
        [[noreturn]] void operator()(PyObject *source, const char *expected,
                                     suture_type_ref *const *types) const {
            call.fail_result(source, expected, types);
        }
    };
    [[noreturn]] SUTURE_HIDDEN void fail_result(PyObject *source, const char *expected,
                                                suture_type_ref *const *types) const;

    /// Whether a value of type R points into the Python object that it was made from.
    template <class R>
    static constexpr bool borrows_v = std::is_reference_v<R> || std::is_pointer_v<R>;

    /// Throws what override_enter has set, else interpreter_gone.
    [[noreturn]] void fail();
    void leave() noexcept;

    mutable suture_override m_frame;
    PyObject *m_method;
};

template <class F> struct member_result;
template <class C, class R, class... A> struct member_result<R (C::*)(A...)> {
    using type = R;
};

} // namespace suture::detail

/// Declares, in a class derived from `Base`, what its overrides need. A count may follow.
#define SUTURE_TRAMPOLINE(base, ...)                                                               \
    using SutureBase = base;                                                                       \
    using base::base;                                                                              \
    ::suture::detail::trampoline suture_trampoline{static_cast<base *>(this)};

#define SUTURE_OVERRIDE_IMPL(pure, python_name, function, ...)                                     \
    using suture_result = decltype(SutureBase::function(__VA_ARGS__));                             \
    ::suture::detail::override_call suture_call(suture_trampoline, python_name, pure);

/// Body of an overriding function: the Python override, else the base's version.
#define SUTURE_OVERRIDE_NAME(python_name, function, ...)                                           \
    SUTURE_OVERRIDE_IMPL(false, python_name, function, __VA_ARGS__)                                \
    if (suture_call)                                                                               \
        return suture_call.call<suture_result>(__VA_ARGS__);                                       \
    return SutureBase::function(__VA_ARGS__)
#define SUTURE_OVERRIDE(function, ...) SUTURE_OVERRIDE_NAME(#function, function, __VA_ARGS__)

/// The same for a pure virtual function: without an override a RuntimeError is raised.
#define SUTURE_OVERRIDE_PURE_NAME(python_name, function, ...)                                      \
    SUTURE_OVERRIDE_IMPL(true, python_name, function, __VA_ARGS__)                                 \
    return suture_call.call<suture_result>(__VA_ARGS__)
#define SUTURE_OVERRIDE_PURE(function, ...)                                                        \
    SUTURE_OVERRIDE_PURE_NAME(#function, function, __VA_ARGS__)
