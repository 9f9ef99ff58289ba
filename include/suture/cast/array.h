// SPDX-License-Identifier: BSD-3-Clause
// std::array from a sequence of just that many elements, and as a list.
#pragma once

#include <array>

#include "../detail/container.h"

namespace suture::detail {

template <class E, size_t N>
struct type_caster<std::array<E, N>> : sequence_caster<std::array<E, N>, E> {
    static_assert(std::is_default_constructible_v<E>,
                  "suture: a std::array argument needs elements with a default constructor");
    using type_caster::sequence_caster::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if constexpr (is_scalar_array_v<std::array<E, N>, E>) {
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

} // namespace suture::detail
