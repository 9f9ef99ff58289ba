// SPDX-License-Identifier: BSD-3-Clause
// std::valarray from any sequence but str and bytes, and as a list.
#pragma once

#include <valarray>

#include "../detail/container.h"

namespace suture::detail {

template <class E> struct type_caster<std::valarray<E>> : sequence_caster<std::valarray<E>, E> {
    using type_caster::sequence_caster::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if constexpr (is_scalar_v<E>) {
            return scalars_hold(src.ptr(), items) && this->resize(items.size) &&
                   scalars_load(scalar_code<E>(), src.ptr(), items, flags, data(value));
        } else {
            if (!sequence_hold(src.ptr(), items) || !this->resize(items.size))
                return false;
            try {
                size_t i = 0;
                return this->load_each(items, flags, cleanup, [&](auto &&element) {
                    value[i++] = std::forward<decltype(element)>(element);
                });
            } catch (...) {
                return conversion_threw();
            }
        }
    }
    static handle from_cpp(const std::valarray<E> &src, rv_policy policy,
                           cleanup_list *cleanup) noexcept {
        if constexpr (is_scalar_v<E>)
            return rt::array_store(scalar_code<E>(), data(src), src.size());
        else
            return store_list<E, const std::valarray<E> &>(src, src.size(), policy, cleanup);
    }
    static handle from_cpp(const std::valarray<E> *src, rv_policy policy,
                           cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

private:
    static auto data(std::valarray<E> &array) { return array.size() ? &array[0] : nullptr; }
    static auto data(const std::valarray<E> &array) { return array.size() ? &array[0] : nullptr; }
};

} // namespace suture::detail
