// SPDX-License-Identifier: BSD-3-Clause
// Conversion of ref<T>, for a T that is bound with intrusive_ptr<T>, or derives from one that is.
#pragma once

#include "../detail/element.h"
#include "ref.h"

namespace suture::detail {

template <class T> struct type_caster<ref<T>> {
    static constexpr bool is_reference_counted = true;
    SUTURE_TYPE_CASTER(ref<T>, make_caster<T>::Name)
    using Traits = caster_facts<false, false, true>;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(is_instance_v<T>,
                      "suture: ref<T> needs a T that is bound as a class, with intrusive_ptr");
        if (src.is_none()) {
            value.reset();
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        }
        make_caster<T> caster;
        if (!caster.from_python(src, flags, cleanup) || !caster.value)
            return false;
        value = caster.value;
        return true;
    }
    static handle from_cpp(const ref<T> &src, rv_policy, cleanup_list *cleanup) noexcept {
        return make_caster<T>::from_cpp(const_cast<std::remove_const_t<T> *>(src.get()),
                                        rv_policy::take_ownership, cleanup);
    }
};

} // namespace suture::detail
