// SPDX-License-Identifier: BSD-3-Clause
// std::string (UTF-8), wstring, u16string, u32string, u8string and wide characters: a str.
#pragma once

#include <string>

#include "../detail/items.h"
#include "../detail/text.h"

namespace suture::detail {

template <class C, class Traits, class Allocator>
struct type_caster<std::basic_string<C, Traits, Allocator>, std::enable_if_t<is_text_v<C>>> {
    using string = std::basic_string<C, Traits, Allocator>;
    SUTURE_TYPE_CASTER(string, const_name("str"))

    bool from_python(handle src, [[maybe_unused]] uint32_t flags, cleanup_list *) noexcept {
        PyObject *owner = nullptr;
        const void *data;
        size_t size;
        if constexpr (sizeof(C) == 1)
            data = rt::string_load(src.ptr(), &size, flags);
        else
            data = (owner = text_encode(src.ptr(), sizeof(C), &data, &size)) ? data : nullptr;
        bool ok = data != nullptr;
        try {
            if (ok)
                value.assign((const C *) data, size);
        } catch (...) {
            ok = conversion_threw();
        }
        if (sizeof(C) != 1)
            Py_XDECREF(owner);
        return ok;
    }
    static handle from_cpp(const string &src, rv_policy, cleanup_list *) noexcept {
        return text_decode(src.data(), src.size(), sizeof(C));
    }
};

/// One character of more than a byte.
template <class C> struct type_caster<C, std::enable_if_t<is_character_v<C>>> {
    SUTURE_TYPE_CASTER(C, const_name("str"))
    bool from_python(handle src, uint32_t, cleanup_list *) noexcept {
        uint32_t unit;
        if (!character_load(src.ptr(), sizeof(C), &unit))
            return false;
        value = (C) unit;
        return true;
    }
    static handle from_cpp(C src, rv_policy, cleanup_list *) noexcept {
        return text_decode(&src, 1, sizeof(C));
    }
};

} // namespace suture::detail
