// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's built-in types: all of them, and the small ones.
#pragma once

#include "capsule.h"
#include "collection.h"
#include "number.h"
#include "text.h"

namespace suture {
namespace detail {

inline bool is_none(PyObject *o) { return o == Py_None; }
inline bool is_ellipsis(PyObject *o) { return o == Py_Ellipsis; }
inline bool is_not_implemented(PyObject *o) { return o == Py_NotImplemented; }
inline bool is_anything(PyObject *o) { return o != nullptr; }

} // namespace detail

/// Python's None.
class none : public object {
    SUTURE_OBJECT_CODE(none, object, "None", detail::is_none, suture_code_none)
    none() : object(Py_None, detail::borrow_t()) {}
};

/// Python's `...`
class ellipsis : public object {
    SUTURE_OBJECT_CODE(ellipsis, object, "types.EllipsisType", detail::is_ellipsis,
                       suture_code_ellipsis)
    ellipsis() : object(Py_Ellipsis, detail::borrow_t()) {}
};

/// Python's NotImplemented.
class not_implemented : public object {
    SUTURE_OBJECT_CODE(not_implemented, object, "types.NotImplementedType",
                       detail::is_not_implemented, suture_code_not_implemented)
    not_implemented() : object(Py_NotImplemented, detail::borrow_t()) {}
};

/// Anything that can be called.
class callable : public object {
    SUTURE_OBJECT_CODE(callable, object, "collections.abc.Callable", PyCallable_Check,
                       suture_code_callable)
    SUTURE_OBJECT_FROM(callable, object, detail::wrap_checked<callable>)
    callable() = default;
};
using function = callable;

/// A Python class.
class type_object : public object {
    SUTURE_OBJECT_CODE(type_object, object, "type", PyType_Check, suture_code_type)
    SUTURE_OBJECT_FROM(type_object, object, detail::wrap_checked<type_object>)
    type_object() = default;
};

/// An object of any type, None included; typing.Any in signatures.
class any : public object {
    SUTURE_OBJECT(any, object, "typing.Any", detail::is_anything)
    any() = default;
};

namespace detail {

/// isinstance() for T without its reference: wrappers by their check, bound classes by Python's
/// isinstance, other types by a conversion that converts nothing.
template <class T> bool is_instance(handle h) {
    if constexpr (std::is_base_of_v<handle, T>) {
        return T::check_(h);
    } else if constexpr (is_instance_v<T>) {
        PyObject *type = rt::type_find(&type_ref<T>);
        int result = type ? PyObject_IsInstance(h.ptr(), type) : 0;
        checked(result);
        return result != 0;
    } else {
        manual_context context;
        make_caster<T> caster;
        return h.is_valid() && caster.from_python(h, suture_load_manual, &context);
    }
}
/// Whether `h` is the class bound for T or one derived from it.
template <class T> bool is_subclass(handle h) {
    PyObject *type = rt::type_find(&type_ref<intrinsic_t<T>>);
    int result = type && h.is_type() ? PyObject_IsSubclass(h.ptr(), type) : 0;
    checked(result);
    return result != 0;
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
    static constexpr auto Name = detail::const_name("type[") + detail::make_caster<T>::Name +
                                 detail::const_name("]");
    using type_object::type_object;
    type_object_t() = default;
    static bool check_(handle h) { return detail::is_subclass<T>(h); }
};

} // namespace suture
