// SPDX-License-Identifier: BSD-3-Clause
// std::array from a sequence of just that many elements, and as a list.
#pragma once

#include <array>

#include "../detail/container.h"

namespace suture::detail {

/// Containers of N elements, reached by operator[].
template <class A, class E, size_t N> struct array_caster : sequence_caster<A, E> {
    static_assert(std::is_default_constructible_v<E>,
                  "suture: a std::array argument needs elements with a default constructor");
    using sequence_caster<A, E>::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if constexpr (is_scalar_array_v<A, E>) {
            return scalars_hold(src.ptr(), items) && items.size == N &&
                   scalars_load(scalar_code<E>(), src.ptr(), items, flags, value.data());
        } else {
            if (!sequence_hold(src.ptr(), items) || items.size != N)
                return false;
            try {
                size_t i = 0;
                bool ok = this->load_each(items, flags, cleanup, [&](auto &&element) {
                    value[i++] = std::forward<decltype(element)>(element);
                });
                if (borrows_v<E>)
                    items.keep(cleanup);
                return ok;
            } catch (...) {
                return conversion_threw();
            }
        }
    }
};

template <class E, size_t N>
struct type_caster<std::array<E, N>> : array_caster<std::array<E, N>, E, N> {};

} // namespace suture::detail
