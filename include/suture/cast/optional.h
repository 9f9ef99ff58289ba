// SPDX-License-Identifier: BSD-3-Clause
// std::optional: None is the empty one.
#pragma once

#include <optional>

#include "../detail/element.h"

namespace suture::detail {

/// Classes with std::optional's interface; O is the class, T what it may hold.
template <class O, class T = typename O::value_type> struct optional_caster {
    using Value = O;
    static constexpr auto Name = make_caster<T>::Name + const_name(" | None");
    using Traits = caster_facts<borrows_v<T>, owns_storage_v<T>, true>;
    template <class A> using Cast = movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        m_full = !src.is_none();
        if (!m_full)
            return !(flags & suture_load_no_none);
        return load_part<T>(m_part, src.ptr(), flags, cleanup);
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? handle(store_part<T, U>(*src, policy, cleanup)) : handle(Py_None).inc_ref();
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

    explicit operator Value *() { return &make(); }
    explicit operator Value &() { return make(); }
    explicit operator Value &&() { return (Value &&) make(); }

private:
    Value &make() {
        if (m_full)
            m_value.emplace(loaded<T>(m_part));
        else
            m_value.reset();
        return m_value;
    }
    make_caster<T> m_part;
    bool m_full = false;
    Value m_value;
};

template <class T> struct type_caster<std::optional<T>> : optional_caster<std::optional<T>> {};

template <> struct type_caster<std::nullopt_t> {
    using Value = std::nullopt_t;
    static constexpr auto Name = const_name("None");
    template <class A> using Cast = Value;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t, cleanup_list *) noexcept { return src.is_none(); }
    static handle from_cpp(Value, rv_policy, cleanup_list *) noexcept {
        return handle(Py_None).inc_ref();
    }
    explicit operator Value() { return std::nullopt; }
};

} // namespace suture::detail
