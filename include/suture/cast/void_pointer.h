// SPDX-License-Identifier: BSD-3-Clause
// `void *`: a capsule of any name, made without one. None is a null pointer.
#pragma once

#include "../cast.h"

namespace suture::detail {

template <> struct type_caster<void> {
    static constexpr auto Name = const_name<(PY_VERSION_HEX >= 0x030D0000)>(
        "types.CapsuleType", "typing_extensions.CapsuleType");
    using Value = void *;
    template <class A> using Cast = void *;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t, cleanup_list *) noexcept {
        value = nullptr;
        if (src.is_none())
            return true;
        if (!PyCapsule_CheckExact(src.ptr()))
            return false;
        value = PyCapsule_GetPointer(src.ptr(), PyCapsule_GetName(src.ptr()));
        return value != nullptr;
    }
    static handle from_cpp(const void *pointer, rv_policy, cleanup_list *) noexcept {
        if (!pointer)
            return handle(Py_None).inc_ref();
        return PyCapsule_New(const_cast<void *>(pointer), nullptr, nullptr);
    }
    explicit operator void *() { return value; }

    void *value = nullptr;
};

} // namespace suture::detail
