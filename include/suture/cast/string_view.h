// SPDX-License-Identifier: BSD-3-Clause
// std::string_view (UTF-8) into a str, valid while it lives; wide views into a copy that lives as
// long as the call.
#pragma once

#include <string_view>

#include "../detail/element.h"
#include "../detail/text.h"

namespace suture::detail {

template <class C, class CharTraits>
struct type_caster<std::basic_string_view<C, CharTraits>,
                   std::enable_if_t<is_text_v<C> && sizeof(C) == 1>> {
    using view = std::basic_string_view<C, CharTraits>;
    SUTURE_TYPE_CASTER(view, const_name("str"))
    using Traits = caster_facts<true>;

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        size_t size;
        const char *data = rt::string_load(src.ptr(), &size, flags);
        if (!data)
            return false;
        value = view((const C *) data, size);
        return true;
    }
    static handle from_cpp(view src, rv_policy, cleanup_list *) noexcept {
        return text_decode(src.data(), src.size(), 1);
    }
};

template <class C, class CharTraits>
struct type_caster<std::basic_string_view<C, CharTraits>,
                   std::enable_if_t<is_text_v<C> && sizeof(C) != 1>> {
    using view = std::basic_string_view<C, CharTraits>;
    SUTURE_TYPE_CASTER(view, const_name("str"))
    using Traits = caster_facts<true, true>;

    type_caster() = default;
    type_caster(const type_caster &) = delete;
    type_caster &operator=(const type_caster &) = delete;
    ~type_caster() { Py_XDECREF(m_owner); }

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        // cast<T>() returns the view when the caster is gone.
        if (flags & suture_load_manual)
            return false;
        const void *data;
        size_t size;
        PyObject *owner = text_encode(src.ptr(), sizeof(C), &data, &size);
        if (!owner)
            return false;
        Py_XDECREF(m_owner);
        m_owner = owner;
        value = view((const C *) data, size);
        return true;
    }
    static handle from_cpp(view src, rv_policy, cleanup_list *) noexcept {
        return text_decode(src.data(), src.size(), sizeof(C));
    }

private:
    PyObject *m_owner = nullptr;
};

} // namespace suture::detail
