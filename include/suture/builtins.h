// SPDX-License-Identifier: BSD-3-Clause
// Python's built-in functions. They throw python_error for the error that Python's would raise.
#pragma once

#include "types.h"

namespace suture {
namespace detail {

SUTURE_HIDDEN bool has_attr(PyObject *o, PyObject *name);
/// New reference to the attribute, or to `otherwise` if there is none.
SUTURE_HIDDEN PyObject *get_attr_or(PyObject *o, PyObject *name, PyObject *otherwise);
SUTURE_HIDDEN size_t length_hint(PyObject *o);
SUTURE_HIDDEN Py_hash_t hash_of(PyObject *o);
SUTURE_HIDDEN size_t length(PyObject *o);
SUTURE_HIDDEN PyObject *current_globals();
SUTURE_HIDDEN PyObject *builtins_dict();

} // namespace detail

/// Whether `h` is a T: a wrapper, a bound class or a type with a conversion.
template <class T> bool isinstance(handle h) {
    return detail::is_instance<detail::intrinsic_t<T>>(h);
}
/// Python's isinstance(); `type` may be a tuple of classes.
inline bool isinstance(handle h, handle type) {
    int result = PyObject_IsInstance(h.ptr(), type.ptr());
    detail::checked(result);
    return result != 0;
}
inline bool issubclass(handle derived, handle base) {
    int result = PyObject_IsSubclass(derived.ptr(), base.ptr());
    detail::checked(result);
    return result != 0;
}
/// The Python class bound for T, borrowed; null if there is none.
template <class T> handle type() {
    return detail::rt::type_find(&detail::type_ref<detail::intrinsic_t<T>>);
}
/// The Python object that exists for a C++ object of a bound class; null if there is none.
template <class T> object find(const T &value) {
    const void *pointer;
    if constexpr (std::is_pointer_v<T>)
        pointer = value;
    else
        pointer = &value;
    return steal(detail::rt::instance_find(&detail::type_ref<detail::intrinsic_t<T>>,
                                           const_cast<void *>(pointer)));
}

inline bool hasattr(handle o, handle name) { return detail::has_attr(o.ptr(), name.ptr()); }
inline bool hasattr(handle o, const char *name) { return hasattr(o, str(name)); }
inline object getattr(handle o, handle name) { return o.attr(name); }
inline object getattr(handle o, const char *name) { return o.attr(name); }
template <class T> object getattr(handle o, handle name, T &&otherwise) {
    detail::operand<std::decay_t<T>> value(std::forward<T>(otherwise));
    return steal(detail::get_attr_or(o.ptr(), name.ptr(), value.ptr()));
}
template <class T> object getattr(handle o, const char *name, T &&otherwise) {
    return getattr(o, str(name), std::forward<T>(otherwise));
}
template <class T> void setattr(handle o, handle name, T &&value) {
    o.attr(name) = std::forward<T>(value);
}
template <class T> void setattr(handle o, const char *name, T &&value) {
    o.attr(name) = std::forward<T>(value);
}
inline void delattr(handle o, handle name) { o.attr(name).del(); }
inline void delattr(handle o, const char *name) { o.attr(name).del(); }
/// Python's `del o.x`, `del o[k]`.
inline void del(const detail::accessor &a) { a.del(); }

inline size_t len(handle o) { return detail::length(o.ptr()); }
inline size_t len_hint(handle o) { return detail::length_hint(o.ptr()); }
inline Py_hash_t hash(handle o) { return detail::hash_of(o.ptr()); }
inline str repr(handle o) { return steal<str>(detail::checked(PyObject_Repr(o.ptr()))); }
inline iterator iter(handle o) { return o.begin(); }
/// Dictionary of the builtins, and of the globals of the running Python code (else of __main__).
inline dict builtins() { return steal<dict>(detail::builtins_dict()); }
inline dict globals() { return steal<dict>(detail::current_globals()); }
/// Python's print(): values, then "sep"_a, "end"_a, "file"_a, "flush"_a.
template <class... Args> void print(Args &&...args) {
    builtins()["print"](std::forward<Args>(args)...);
}

/// A tuple of `values`, converted.
template <rv_policy policy = rv_policy::automatic_reference, class... Args>
tuple make_tuple(Args &&...values);

namespace detail {
/// Tuple of `n` values. The bits of `owned` say which are references that it takes over.
SUTURE_HIDDEN PyObject *tuple_from(PyObject *const *values, size_t n, uint64_t owned);
} // namespace detail

template <rv_policy policy, class... Args> tuple make_tuple(Args &&...values) {
    static_assert(sizeof...(Args) <= 64, "make_tuple() takes at most 64 values");
    constexpr size_t n = sizeof...(Args);
    uint64_t owned = 0, bit = 1;
    PyObject *items[n + 1] = {detail::call_argument<policy>(std::forward<Args>(values))...};
    (((owned |= detail::is_owned_argument_v<Args> ? bit : 0), (bit <<= 1)), ...);
    return steal<tuple>(detail::tuple_from(items, n, owned));
}

} // namespace suture
