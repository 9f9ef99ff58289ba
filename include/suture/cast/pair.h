// SPDX-License-Identifier: BSD-3-Clause
// std::pair from a sequence of two items, and as a tuple.
#pragma once

#include <utility> // pair

#include "../detail/element.h"

namespace suture::detail {

template <class A, class B> struct type_caster<std::pair<A, B>> {
    using Value = std::pair<A, B>;
    static constexpr auto Name = const_name("tuple[") + make_caster<A>::Name + const_name(", ") +
                                 make_caster<B>::Name + const_name("]");
    using Traits =
        caster_facts<borrows_v<A> || borrows_v<B>, owns_storage_v<A> || owns_storage_v<B>>;
    /// By value it is made in the parameter.
    template <class T>
    using Cast = std::conditional_t<std::is_reference_v<T> || std::is_pointer_v<T>,
                                    movable_cast_t<T>, Value>;
    template <class T> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if (!sequence_hold(src.ptr(), items) || items.size != 2 ||
            !load_item<A>(m_first, items, 0, flags, cleanup) ||
            !load_item<B>(m_second, items, 1, flags, cleanup))
            return false;
        if (made_later_v<A> || made_later_v<B>)
            items.keep(cleanup);
        return true;
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        PyObject *items[2] = {store_part<A, U>(src.first, policy, cleanup), nullptr};
        if (items[0])
            items[1] = store_part<B, U>(src.second, policy, cleanup);
        return tuple_steal(items, 2);
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

    explicit operator Value() { return Value(loaded<A>(m_first), loaded<B>(m_second)); }
    explicit operator Value *() { return &make(); }
    explicit operator Value &() { return make(); }
    explicit operator Value &&() { return (Value &&) make(); }

private:
    // Made when asked for: neither part needs a default constructor, and what the parts' casters
    // hold lives as long as the value.
    Value &make() {
        return m_value.set([this] { return operator Value(); });
    }
    make_caster<A> m_first;
    make_caster<B> m_second;
    lazy<Value> m_value;
};

} // namespace suture::detail
