// SPDX-License-Identifier: BSD-3-Clause
// std::tuple from a sequence of that many items, and as a tuple.
#pragma once

#include <tuple>

#include "../detail/element.h"

namespace suture::detail {

template <class... Ts> struct type_caster<std::tuple<Ts...>> {
    using Value = std::tuple<Ts...>;
    static constexpr auto Name =
        const_name("tuple[") +
        const_name<sizeof...(Ts) == 0>(const_name("()"), concat(make_caster<Ts>::Name...)) +
        const_name("]");
    using Traits = caster_facts<(borrows_v<Ts> || ...), (owns_storage_v<Ts> || ...)>;
    /// By value it is made in the parameter.
    template <class T>
    using Cast = std::conditional_t<std::is_reference_v<T> || std::is_pointer_v<T>,
                                    movable_cast_t<T>, Value>;
    template <class T> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if (!sequence_hold(src.ptr(), items) || items.size != sizeof...(Ts) ||
            !load(items, flags, cleanup, indices()))
            return false;
        if ((made_later_v<Ts> || ...))
            items.keep(cleanup);
        return true;
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return store<U>(src, policy, cleanup, indices());
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

    explicit operator Value() { return construct(indices()); }
    explicit operator Value *() { return &make(indices()); }
    explicit operator Value &() { return make(indices()); }
    explicit operator Value &&() { return (Value &&) make(indices()); }

private:
    using indices = std::index_sequence_for<Ts...>;

    template <size_t... Is>
    bool load([[maybe_unused]] const held_items &items, [[maybe_unused]] uint32_t flags,
              [[maybe_unused]] cleanup_list *cleanup, std::index_sequence<Is...>) noexcept {
        return (load_item<Ts>(std::get<Is>(m_parts), items, Is, flags, cleanup) && ...);
    }
    template <class U, class Tuple, size_t... Is>
    static handle store([[maybe_unused]] Tuple &src, [[maybe_unused]] rv_policy policy,
                        [[maybe_unused]] cleanup_list *cleanup,
                        std::index_sequence<Is...>) noexcept {
        PyObject *items[sizeof...(Ts) + 1] = {};
        (void) ((items[Is] = store_part<Ts, U>(std::get<Is>(src), policy, cleanup)) && ...);
        return tuple_steal(items, sizeof...(Ts));
    }
    template <size_t... Is> Value construct(std::index_sequence<Is...>) {
        return Value(loaded<Ts>(std::get<Is>(m_parts))...);
    }
    template <size_t... Is> Value &make(std::index_sequence<Is...> all) {
        return m_value.set([&] { return construct(all); });
    }

    std::tuple<make_caster<Ts>...> m_parts;
    lazy<Value> m_value;
};

} // namespace suture::detail
