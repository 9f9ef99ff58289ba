// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's built-in types: all of them, and the small ones.
#pragma once

#include "capsule.h"
#include "collection.h"
#include "number.h"
#include "text.h"

namespace suture {
/// Python's None.
class none : public object {
    SUTURE_BUILTIN(none, object, "None", suture_code_none)
    none() : object(Py_None, detail::borrow_t()) {}
};

/// Python's `...`
class ellipsis : public object {
    SUTURE_BUILTIN(ellipsis, object, "types.EllipsisType", suture_code_ellipsis)
    ellipsis();
};

/// Python's NotImplemented.
class not_implemented : public object {
    SUTURE_BUILTIN(not_implemented, object, "types.NotImplementedType", suture_code_not_implemented)
    not_implemented();
};

/// Anything that can be called.
class callable : public object {
    SUTURE_BUILTIN(callable, object, "collections.abc.Callable", suture_code_callable)
    SUTURE_BUILTIN_FROM(callable)
    callable() = default;
};
using function = callable;

/// A Python class.
class type_object : public object {
    SUTURE_BUILTIN(type_object, object, "type", suture_code_type)
    SUTURE_BUILTIN_FROM(type_object)
    type_object() = default;
};

/// An object of any type, None included; typing.Any in signatures.
class any : public object {
    SUTURE_BUILTIN(any, object, "typing.Any", 0)
    any() = default;
};

/// As a parameter: any object, and only where implicit conversions are tried. After the overloads
/// that convert, it takes what none of them does.
class fallback : public object {
    SUTURE_BUILTIN(fallback, object, "object", 0)
    fallback() = default;
    static bool load_(handle h, uint32_t flags, detail::cleanup_list *) noexcept {
        return h.is_valid() && (flags & suture_load_convert);
    }
};

namespace detail {

/// Whether `o` is an instance of the class bound for `ref`; throws python_error.
bool instance_of(PyObject *o, suture_type_ref *ref);
/// Whether `o` is that class or one derived from it.
bool subclass_of(PyObject *o, suture_type_ref *ref);

/// isinstance() for T without its reference: wrappers by their check, bound classes by Python's
/// isinstance, other types by a conversion that converts nothing.
template <class T> bool is_instance(handle h) {
    if constexpr (std::is_base_of_v<handle, T>) {
        return T::check_(h);
    } else if constexpr (is_instance_v<T>) {
        return instance_of(h.ptr(), &type_ref<T>);
    } else {
        manual_context context;
        make_caster<T> caster;
        return h.is_valid() && caster.from_python(h, suture_load_manual, &context);
    }
}

} // namespace detail

/// A handle to an instance of T: checked, and shown as T in signatures.
template <class T> class handle_t : public handle {
public:
    static constexpr int code = 0;
    static constexpr auto Name = detail::make_caster<T>::Name;
    using handle::handle;
    handle_t() = default;
    explicit handle_t(const handle &h) : handle(h) {}
    handle_t(handle h, detail::borrow_t) : handle(h) {}
    static bool check_(handle h) { return detail::is_instance<detail::intrinsic_t<T>>(h); }
};

/// The class bound for T, or one derived from it: checked, and shown as type[T] in signatures.
template <class T> class type_object_t : public type_object {
public:
    static constexpr int code = 0;
    static constexpr auto Name =
        detail::const_name("type[") + detail::make_caster<T>::Name + detail::const_name("]");
    using type_object::type_object;
    type_object_t() = default;
    static bool check_(handle h) {
        return detail::subclass_of(h.ptr(), &detail::type_ref<detail::intrinsic_t<T>>);
    }
};

/// As a parameter: an instance of T by its C++ object and its Python object, both borrowed.
template <class T> struct pointer_and_handle {
    T *p;
    handle h;
};

namespace detail {
template <class T> struct type_caster<pointer_and_handle<T>> {
    using Value = pointer_and_handle<T>;
    static constexpr auto Name = make_caster<T>::Name;
    template <class A> using Cast = Value;
    template <class A> bool can_cast() const noexcept { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(is_instance_v<T>, "suture: pointer_and_handle<T> needs a T that is bound as "
                                        "a class");
        m_object = src;
        return m_caster.from_python(src, flags & ~(uint32_t) suture_load_convert, cleanup);
    }
    explicit operator Value() { return {m_caster.value, m_object}; }

private:
    make_caster<T> m_caster;
    handle m_object;
};
} // namespace detail

} // namespace suture
