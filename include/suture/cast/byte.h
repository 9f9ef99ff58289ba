// SPDX-License-Identifier: BSD-3-Clause
// std::byte: an int from 0 to 255.
#pragma once

#include <cstddef> // byte

#include "../cast.h"

namespace suture::detail {

template <> struct type_caster<std::byte> {
    SUTURE_TYPE_CASTER(std::byte, const_name("int"))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        suture_slot slot;
        if (!rt::slot_load(suture_code_u8, src.ptr(), flags, &slot))
            return false;
        value = (std::byte) slot.i64;
        return true;
    }
    static handle from_cpp(std::byte v, rv_policy, cleanup_list *) noexcept {
        return PyLong_FromLong((long) v);
    }
};

} // namespace suture::detail
