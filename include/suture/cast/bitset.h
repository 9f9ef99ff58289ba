// SPDX-License-Identifier: BSD-3-Clause
// std::bitset<N>: an int from 0 to 2**N - 1.
#pragma once

#include <bitset>

#include "../detail/bits.h"

namespace suture::detail {

template <size_t N> struct type_caster<std::bitset<N>> {
    SUTURE_TYPE_CASTER(std::bitset<N>, const_name("int"))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        unsigned char bytes[N / 8 + 1];
        if (!bits_load(src.ptr(), N, flags, bytes))
            return false;
        for (size_t i = 0; i < N; ++i)
            value[i] = (bytes[i / 8] >> (i % 8)) & 1;
        return true;
    }
    static handle from_cpp(const std::bitset<N> &src, rv_policy, cleanup_list *) noexcept {
        unsigned char bytes[N / 8 + 1] = {};
        for (size_t i = 0; i < N; ++i)
            if (src[i])
                bytes[i / 8] = (unsigned char) (bytes[i / 8] | 1u << (i % 8));
        return bits_store(bytes, sizeof(bytes));
    }
};

} // namespace suture::detail
