// SPDX-License-Identifier: BSD-3-Clause
// Python's built-in functions. They throw python_error for the error that Python's would raise.
#pragma once

#include "types.h"

namespace suture {
namespace detail {
/// New reference to the attribute, or to `otherwise` if there is none; throws python_error.
PyObject *get_attr_or(PyObject *o, PyObject *name, PyObject *otherwise);
} // namespace detail

/// Whether `h` is a T: a wrapper, a bound class or a type with a conversion.
template <class T> bool isinstance(handle h) {
    return detail::is_instance<detail::intrinsic_t<T>>(h);
}
/// Python's isinstance(); `type` may be a tuple of classes.
bool isinstance(handle h, handle type);
bool issubclass(handle derived, handle base);
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

bool hasattr(handle o, handle name);
bool hasattr(handle o, const char *name);
object getattr(handle o, handle name);
object getattr(handle o, const char *name);
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
void delattr(handle o, handle name);
void delattr(handle o, const char *name);
/// Python's `del o.x`, `del o[k]`.
void del(const detail::accessor &a);

size_t len(handle o);
size_t len_hint(handle o);
Py_hash_t hash(handle o);
str repr(handle o);
iterator iter(handle o);
/// Dictionary of the builtins, and of the globals of the running Python code (else of __main__).
dict builtins();
dict globals();
/// Python's print(): values, then "sep"_a, "end"_a, "file"_a, "flush"_a.
template <class... Args> void print(Args &&...args) {
    builtins()["print"](std::forward<Args>(args)...);
}

/// A tuple of `values`, converted.
template <rv_policy policy = rv_policy::automatic_reference, class... Args>
tuple make_tuple(Args &&...values);

namespace detail {
/// Tuple of `n` values. The bits of `owned` say which are references that it takes over.
PyObject *tuple_from(PyObject *const *values, size_t n, uint64_t owned);
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
