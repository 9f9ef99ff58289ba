// SPDX-License-Identifier: BSD-3-Clause
// std::function: from any callable, which may then be called and copied on any thread; to Python
// as the callable it came from, else as a new one.
#pragma once

#include <functional> // function

#include "../detail/element.h"
#include "../detail/owner.h"
#include "../function.h"

namespace suture::detail {

/// Whether converting T needs nothing that lives until the end of a call.
template <class T> constexpr bool is_plain() {
    if constexpr (std::is_void_v<T>)
        return true;
    else
        return is_scalar_v<intrinsic_t<T>> || is_object_v<T>;
}

/// Type text of a result.
template <class R> constexpr auto result_text() {
    if constexpr (std::is_void_v<R>)
        return const_name("None");
    else
        return make_caster<R>::Name;
}

/// Context of a call from C++ into Python; nothing where nobody needs it.
template <bool Needed> struct callback_context : manual_context {
    cleanup_list *get() { return this; }
};
template <> struct callback_context<false> {
    static cleanup_list *get() { return nullptr; }
};

/// What a std::function made from a Python callable holds.
template <class Signature> class python_function;

template <class R, class... Args> class python_function<R(Args...)> {
public:
    explicit python_function(object_owner *owner) noexcept : m_owner(owner) {}

    // std::function keeps what has a destructor on the heap: this makes that cheap where its
    // library uses them.
    static void *operator new(size_t size) {
        static_assert(sizeof(python_function) == sizeof(owner_pointer));
        return function_allocate(size);
    }
    static void operator delete(void *block) noexcept { function_free(block); }

    R operator()(Args... args) const {
        attach_to_owner attached(m_owner.get());
        callback_context<!(is_plain<R>() && (is_plain<Args>() && ...))> context;
        // One more in front: a bound method puts its self there.
        PyObject *items[sizeof...(Args) + 1];
        size_t n = 0;
        if (!(store<Args>(args, items + 1, n, context.get()) && ...)) {
            while (n > 0)
                Py_DECREF(items[n--]);
            raise_python_error();
        }
        return finish(steal(checked(owner_call(m_owner.get(), items + 1, n))), context.get());
    }

    /// The callable, borrowed; NULL in another interpreter.
    PyObject *callable() const noexcept { return owner_object(m_owner.get()); }
    PyObject *sole_callable() const noexcept { return owner_sole_object(m_owner.get()); }

private:
    template <class A>
    static bool store(A &arg, PyObject **items, size_t &n, cleanup_list *cleanup) noexcept {
        PyObject *item = handle(make_caster<A>::from_cpp(static_cast<A &&>(arg),
                                                         rv_policy::automatic_reference, cleanup))
                             .ptr();
        if (item)
            items[n++] = item;
        return item != nullptr;
    }

    static R finish(object &&result, [[maybe_unused]] cleanup_list *cleanup) {
        if constexpr (!std::is_void_v<R>) {
            static_assert(is_instance_v<R> || !borrows_v<R>,
                          "suture: a Python callback cannot return what points into the object "
                          "that it returned, which nobody keeps: return a value");
            static_assert(!std::is_same_v<R, handle>,
                          "suture: a Python callback cannot return a handle, which owns nothing: "
                          "use object");
            make_caster<R> caster;
            uint32_t flags = suture_load_manual | suture_load_convert | suture_load_explain;
            if (!load_part<R>(caster, result.ptr(), flags, cleanup))
                raise_cast_to<R>(result);
            if constexpr (is_instance_v<R> && is_indirect_v<R>) {
                if (ends_with_result(result.ptr()))
                    raise_cast_error(result.ptr(), "an object that something else keeps alive: "
                                                   "the callback returns it by reference");
            }
            return static_cast<R>(loaded<R>(caster));
        }
    }

    owner_pointer m_owner;
};

template <class R, class... Args> struct type_caster<std::function<R(Args...)>> {
    using function = std::function<R(Args...)>;
    using wrapper = python_function<R(Args...)>;
    SUTURE_TYPE_CASTER(function, const_name("collections.abc.Callable[[") +
                                     opposite(concat(make_caster<Args>::Name...)) +
                                     const_name("], ") + result_text<R>() + const_name("]"))

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        if (src.is_none()) {
            value = nullptr;
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        }
        if (!PyCallable_Check(src.ptr()))
            return false;
        object_owner *owner = owner_new(src.ptr());
        if (!owner)
            return false;
        // Constructed anew: assigning would make a second function and swap.
        value.~function();
        try {
            new ((void *) &value) function(wrapper(owner));
            return true;
        } catch (...) {
            new ((void *) &value) function();
            return conversion_threw();
        }
    }
    static handle from_cpp(const function &src, rv_policy policy, cleanup_list *) noexcept {
        if (!src)
            return handle(Py_None).inc_ref();
        const wrapper *mine = src.template target<wrapper>();
        if (PyObject *callable = mine ? mine->callable() : nullptr)
            return handle(callable).inc_ref();
        try {
            return cpp_function(src, policy).release();
        } catch (...) {
            conversion_threw();
            return nullptr;
        }
    }
};

/// The Python reference that a garbage collector may visit in a member of this type, borrowed;
/// NULL: there is none, or others hold it too.
template <class R, class... Args>
PyObject *gc_reference(const std::function<R(Args...)> &function, gc_tag) noexcept {
    const auto *mine = function.template target<python_function<R(Args...)>>();
    return mine ? mine->sole_callable() : nullptr;
}

} // namespace suture::detail
