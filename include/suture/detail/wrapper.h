// SPDX-License-Identifier: BSD-3-Clause
// What every wrapper of a Python type has: constructors from handles, the type's name and check.
#pragma once

#include "../call.h"

namespace suture::operators {
struct self_t; // operators.h: `int_(self)` in the definition of an operator
}

namespace suture::detail {

/// New reference to `h` if it is a T, for implicit conversions; throws cast_error.
template <class T> PyObject *wrap_checked(handle h) {
    if (!h.is_valid() || !T::check_(h))
        raise_cast_error(h.ptr(), make_caster<T>::Name.text);
    return h.inc_ref().ptr();
}

/// Types that say nothing of what they refer to: wrappers are made from them by a check.
template <class T>
using if_untyped = std::enable_if_t<std::is_same_v<T, object> || std::is_same_v<T, accessor>, int>;

} // namespace suture::detail

/// Body of a wrapper of a Python type: a class `Type` derived from `Base` (object or another
/// wrapper). `name_` is its type text in signatures, `check(PyObject *)` tells instances. It is
/// made from `object` with a check, and by borrow<Type>() and steal<Type>() without.
#define SUTURE_OBJECT(Type, Base, name_, check)                                                    \
public:                                                                                            \
    static constexpr int code = 0;                                                                 \
    static constexpr auto Name = ::suture::detail::const_name(name_);                              \
    static bool check_(::suture::handle h) { return check(h.ptr()); }                              \
    Type(::suture::handle h, ::suture::detail::borrow_t t) : Base(h, t) {}                         \
    Type(::suture::handle h, ::suture::detail::steal_t t) : Base(h, t) {}                          \
    template <class T_, ::suture::detail::if_untyped<T_> = 0>                                      \
    Type(const T_ &o)                                                                              \
        : Base(::suture::detail::wrap_checked<Type>(o), ::suture::detail::steal_t()) {}

/// Explicit construction of such a wrapper from any object by `convert(PyObject *)`, which gives a
/// new reference or NULL with a Python error set.
#define SUTURE_OBJECT_FROM(Type, Base, convert)                                                    \
    explicit Type(::suture::handle h)                                                              \
        : Base(::suture::detail::checked(convert(h.ptr())), ::suture::detail::steal_t()) {}        \
    explicit Type(const ::suture::object &o) : Type(::suture::handle(o)) {}                        \
    explicit Type(const ::suture::detail::accessor &a) : Type(::suture::handle(a)) {}

// The same for Python's own types, whose code is in src/glue: the compiler then reads no bodies.

/// A type that the runtime knows by the suture_code `code_`.
#define SUTURE_BUILTIN(Type, Base, name_, code_)                                                   \
public:                                                                                            \
    static constexpr int code = code_;                                                             \
    static constexpr char Name[] = name_;                                                          \
    static bool check_(handle h);                                                                  \
    using Base::Base;                                                                              \
    template <class T_, ::suture::detail::if_untyped<T_> = 0>                                      \
    Type(const T_ &o)                                                                              \
        : Base(::suture::detail::wrap_checked<Type>(o), ::suture::detail::steal_t()) {}

/// Explicit construction as Python's `Type(o)`; for abstract types a check.
#define SUTURE_BUILTIN_FROM(Type)                                                                  \
    explicit Type(handle h);                                                                       \
    explicit Type(const object &o);                                                                \
    explicit Type(const detail::accessor &a);
