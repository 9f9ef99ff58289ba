// SPDX-License-Identifier: BSD-3-Clause
// std::forward_list from any sequence but str and bytes, and as a list.
#pragma once

#include <forward_list>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Allocator>
struct type_caster<std::forward_list<E, Allocator>>
    : sequence_caster<std::forward_list<E, Allocator>, E> {
    using type_caster::sequence_caster::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if (!sequence_hold(src.ptr(), items))
            return false;
        try {
            value.clear();
            auto last = value.before_begin();
            bool ok = this->load_each(items, flags, cleanup, [&](auto &&element) {
                last = value.emplace_after(last, std::forward<decltype(element)>(element));
            });
            if (borrows_v<E>)
                items.keep(cleanup);
            return ok;
        } catch (...) {
            return conversion_threw();
        }
    }
};

} // namespace suture::detail
