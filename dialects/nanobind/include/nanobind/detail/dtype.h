// SPDX-License-Identifier: BSD-3-Clause
// nanobind::detail::dtype_traits and, of 2.x, nanobind::ndarray_traits: what users specialise to
// make an element type of their own known, and how the front end finds what they did.
#pragma once

#include "../../../../../include/suture/detail/ndarray_traits.h"
#include "names.h"

namespace nanobind {

/// The older way to say what an element type is: a specialisation has these constants, and is_bool
/// and is_complex.
template <class T> struct ndarray_traits {
    using suture_primary = T;
    static constexpr bool is_complex = false;
    static constexpr bool is_float = std::is_floating_point_v<T>;
    static constexpr bool is_bool = std::is_same_v<std::remove_cv_t<T>, bool>;
    static constexpr bool is_int = std::is_integral_v<T> && !is_bool;
    static constexpr bool is_signed = std::is_signed_v<T>;
};

namespace detail {

/// The DLPack type `value` and the text `name` of element type T. The primary template is Suture's.
template <class T, class SFINAE = int> struct dtype_traits : suture::detail::dtype_traits<T> {
    using suture_primary = T;
};

/// What ndarray_traits says, in the terms of dtype_traits.
template <class T> struct dtype_of_ndarray_traits {
    using traits = ndarray_traits<T>;
    static constexpr dlpack::dtype value{(uint8_t) (traits::is_float ? dlpack::dtype_code::Float
                                                    : traits::is_complex
                                                        ? dlpack::dtype_code::Complex
                                                    : traits::is_bool   ? dlpack::dtype_code::Bool
                                                    : traits::is_signed ? dlpack::dtype_code::Int
                                                                        : dlpack::dtype_code::UInt),
                                         (uint8_t) (sizeof(T) * 8), 1};

    static constexpr auto make_name() {
        constexpr auto bits = const_name<sizeof(T) * 8>();
        if constexpr (traits::is_float)
            return const_name("float") + bits;
        else if constexpr (traits::is_complex)
            return const_name("complex") + bits;
        else if constexpr (traits::is_bool)
            return const_name("bool");
        else
            return const_name<traits::is_signed>("int", "uint") + bits;
    }
    static constexpr auto name = make_name();
};

/// Whether a class is a specialisation of the user's.
template <class Traits, class = void> inline constexpr bool is_own_v = true;
template <class Traits>
inline constexpr bool is_own_v<Traits, std::void_t<typename Traits::suture_primary>> = false;

} // namespace detail
} // namespace nanobind

namespace suture::detail {
template <class T>
struct dtype_choice<
    T, std::enable_if_t<nanobind::detail::is_own_v<nanobind::detail::dtype_traits<T>>>> {
    using type = nanobind::detail::dtype_traits<T>;
};
template <class T>
struct dtype_choice<
    T, std::enable_if_t<!nanobind::detail::is_own_v<nanobind::detail::dtype_traits<T>> &&
                        nanobind::detail::is_own_v<nanobind::ndarray_traits<T>>>> {
    using type = nanobind::detail::dtype_of_ndarray_traits<T>;
};
} // namespace suture::detail
