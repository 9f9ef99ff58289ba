// SPDX-License-Identifier: BSD-3-Clause
// std::reference_wrapper of a bound class: a reference that can be an element of a container.
#pragma once

#include <functional> // reference_wrapper

#include "../detail/element.h"

namespace suture::detail {

template <class T> struct type_caster<std::reference_wrapper<T>> {
    using Value = std::reference_wrapper<T>;
    static constexpr auto Name = make_caster<T>::Name;
    using Traits = caster_facts<true>;
    template <class A> using Cast = Value;
    template <class A> bool can_cast() const noexcept { return m_caster.value != nullptr; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        assert_bound();
        return load_part<T &>(m_caster, src.ptr(), flags, cleanup);
    }
    /// As a reference, whatever holds the wrapper: an rvalue does not mean that T may be moved.
    static handle from_cpp(Value v, rv_policy policy, cleanup_list *cleanup) noexcept {
        assert_bound();
        if (policy == rv_policy::automatic || policy == rv_policy::automatic_reference)
            policy = rv_policy::reference;
        return make_caster<T>::from_cpp(v.get(), policy, cleanup);
    }
    explicit operator Value() { return *m_caster.value; }

private:
    static constexpr void assert_bound() {
        static_assert(is_instance_v<T>,
                      "suture: std::reference_wrapper<T> needs a T that is bound as a class");
    }
    make_caster<T> m_caster;
};

} // namespace suture::detail
