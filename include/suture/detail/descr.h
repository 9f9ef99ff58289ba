// SPDX-License-Identifier: BSD-3-Clause
// Type text put together at compile time: `const_name("list[") + Name + const_name("]")`. A '%'
// in it stands for a bound class, whose Python name is known only when the text is asked for.
#pragma once

#include <cstddef>     // size_t
#include <type_traits> // is_same_v
#include <utility>     // index_sequence

#include "../abi.h"

namespace suture::detail {

/// `N` characters of type text that mention the bound classes `Ts`.
template <size_t N, class... Ts> struct descr {
    char text[N + 1];
};

// Not a member: each length is a type of its own, and a class costs by its members.
template <size_t N, class... Ts, size_t M, class... Us>
constexpr descr<N + M, Ts..., Us...> operator+(const descr<N, Ts...> &left,
                                               const descr<M, Us...> &right) {
    descr<N + M, Ts..., Us...> result{};
    for (size_t i = 0; i < N; ++i)
        result.text[i] = left.text[i];
    for (size_t i = 0; i < M; ++i)
        result.text[N + i] = right.text[i];
    return result;
}

/// Literal type text.
template <size_t N> constexpr descr<N - 1> const_name(const char (&s)[N]) {
    descr<N - 1> result{};
    for (size_t i = 0; i < N; ++i)
        result.text[i] = s[i];
    return result;
}
template <size_t N, class... Ts>
constexpr const descr<N, Ts...> &const_name(const descr<N, Ts...> &d) {
    return d;
}
/// Text of a bound class: its Python name when it is asked for.
template <class T> constexpr descr<1, T> const_name() { return {{'%', '\0'}}; }

/// One of two texts, by a condition.
template <bool B, size_t N, size_t M>
constexpr auto const_name(const char (&yes)[N], const char (&no)[M]) {
    if constexpr (B)
        return const_name(yes);
    else
        return const_name(no);
}
template <bool B, size_t N, size_t M, class... Ts, class... Us>
constexpr auto const_name(const descr<N, Ts...> &yes, const descr<M, Us...> &no) {
    if constexpr (B)
        return yes;
    else
        return no;
}

/// Decimal number as text.
template <size_t N> constexpr auto const_name() {
    if constexpr (N < 10) {
        return descr<1>{{(char) ('0' + N), '\0'}};
    } else {
        return const_name<N / 10>() + descr<1>{{(char) ('0' + N % 10), '\0'}};
    }
}

/// Text that differs between an argument and a result: "@in@out@".
template <size_t N, size_t M> constexpr auto io_name(const char (&in)[N], const char (&out)[M]) {
    return const_name("@") + const_name(in) + const_name("@") + const_name(out) + const_name("@");
}

/// Text of what travels the other way: the arguments of a callable that is an argument itself.
/// "~...~" turns the direction of the "@in@out@" between them around.
template <size_t N, class... Ts> constexpr auto opposite(const descr<N, Ts...> &d) {
    return const_name("~") + d + const_name("~");
}

/// Texts joined by ", ".
constexpr descr<0> concat() { return {}; }
template <size_t N, class... Ts> constexpr auto concat(const descr<N, Ts...> &d) { return d; }
template <size_t N, class... Ts, class... Rest>
constexpr auto concat(const descr<N, Ts...> &d, const Rest &...rest) {
    return d + const_name(", ") + concat(rest...);
}
/// Texts joined by " | ".
template <size_t N, class... Ts> constexpr auto union_name(const descr<N, Ts...> &d) { return d; }
template <size_t N, class... Ts, class... Rest>
constexpr auto union_name(const descr<N, Ts...> &d, const Rest &...rest) {
    return d + const_name(" | ") + union_name(rest...);
}

} // namespace suture::detail
