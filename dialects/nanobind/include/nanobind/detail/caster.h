// SPDX-License-Identifier: BSD-3-Clause
// nanobind::detail::type_caster: what users specialise, and how the front end finds what they did.
#pragma once

#include "names.h"

namespace nanobind::detail {

/// enable_if_t with nanobind's placeholder type, for partial specialisations of type_caster.
template <bool B> using enable_if_t = std::enable_if_t<B, int>;

/// Conversion of T. The primary template is Suture's; a specialisation takes its place wherever
/// this translation unit converts a T.
template <class T, class SFINAE = int> struct type_caster : suture::detail::type_caster<T> {
    using suture_primary = T;
};
/// Caster of bound classes, as a base of users' casters.
template <class T> using type_caster_base = suture::detail::type_caster<T, suture::detail::opaque>;

/// void *: a capsule with nanobind's name.
template <> struct type_caster<void> : suture::detail::type_caster<void> {
    static handle from_cpp(const void *pointer, rv_policy, cleanup_list *) noexcept {
        if (!pointer)
            return handle(Py_None).inc_ref();
        return PyCapsule_New(const_cast<void *>(pointer), "nb_handle", nullptr);
    }
};

template <class T, class = void> struct is_specialised_caster : std::true_type {};
template <class T>
struct is_specialised_caster<
    T, std::enable_if_t<std::is_same_v<typename type_caster<T>::suture_primary, T>>>
    : std::false_type {};

/// How the class of an object is told where C++ does not know it; to be specialised.
template <class T, class SFINAE = int> struct type_hook {};

} // namespace nanobind::detail

namespace suture::detail {
template <class T>
struct type_hook<T, decltype((void) nanobind::detail::type_hook<T>::get((T *) nullptr), 0)> {
    static const std::type_info *get(T *object) {
        return nanobind::detail::type_hook<T>::get(object);
    }
};

template <class T>
struct caster_choice<T, std::enable_if_t<nanobind::detail::is_specialised_caster<T>::value>> {
    using type = nanobind::detail::type_caster<T>;
};
} // namespace suture::detail
