// SPDX-License-Identifier: BSD-3-Clause
// Conversions of sequences, sets and maps, written once for all standard containers. No standard
// header is included here; cast/<container>.h brings its own.
#pragma once

#include <cstddef> // size_t

#include "element.h"

namespace suture::detail {

template <class C, class = void> struct has_data : std::false_type {};
template <class C>
struct has_data<C, std::void_t<decltype(std::declval<C &>().data())>> : std::true_type {};
template <class C, class = void> struct has_reserve : std::false_type {};
template <class C>
struct has_reserve<C, std::void_t<decltype(std::declval<C &>().reserve(size_t()))>>
    : std::true_type {};
template <class C, class = void> struct has_size : std::false_type {};
template <class C>
struct has_size<C, std::void_t<decltype(std::declval<const C &>().size())>> : std::true_type {};

/// Whether the elements lie side by side as scalars with a code: one call converts them all.
template <class C, class E> constexpr bool is_scalar_array_v = is_scalar_v<E> && has_data<C>::value;

/// The value of a container's caster; what was taken from Python goes back unless it was used.
template <class C, class E, bool = give_back<E>::needed> struct container_value {
    C value;
};
template <class C, class E> struct container_value<C, E, true> {
    C value;
    ~container_value() {
        for (auto &element : value)
            give_back<E>::apply(element);
    }
};

/// What containers share: the value and the ways to it.
template <class C, class E> struct container_caster : container_value<C, E> {
    using Value = C;
    template <class A> using Cast = movable_cast_t<A>;
    using container_value<C, E>::value;

    template <class A> static constexpr bool can_cast() { return true; }
    explicit operator Value *() { return &value; }
    explicit operator Value &() { return value; }
    explicit operator Value &&() { return (Value &&) value; }

protected:
    /// Converts `items` one by one and gives each to `add`.
    template <class Add>
    static bool load_each(const held_items &items, uint32_t flags, cleanup_list *cleanup, Add add) {
        static_assert(!owns_storage_v<E>,
                      "suture: a view that lives in its conversion (span, u16string_view, ...) "
                      "cannot be an element of a container");
        make_caster<E> caster;
        for (size_t i = 0; i < items.size; ++i) {
            if (!load_item<E>(caster, items, i, flags, cleanup))
                return false;
            add(loaded<E>(caster));
        }
        return true;
    }
};

/// list of the elements of a container, in its order.
template <class E, class Whole, class C>
PyObject *store_list(C &container, size_t n, rv_policy policy, cleanup_list *cleanup) noexcept {
    PyObject *list = PyList_New((Py_ssize_t) n);
    if (!list)
        return nullptr;
    size_t i = 0;
    for (auto &&element : container) {
        PyObject *item;
        if constexpr (std::is_same_v<E, bool>) // vector<bool> has proxies
            item = handle(element ? Py_True : Py_False).inc_ref().ptr();
        else
            item = store_part<E, Whole>(element, policy, cleanup);
        if (!item) {
            Py_DECREF(list);
            return nullptr;
        }
        list_fill(list, i++, item);
    }
    return list;
}

/// Containers of any number of elements in an order.
template <class C, class E> struct sequence_caster : container_caster<C, E> {
    static constexpr auto Name = io_name("collections.abc.Sequence", "list") + const_name("[") +
                                 make_caster<E>::Name + const_name("]");
    using Traits = caster_facts<borrows_v<E>>;
    using container_caster<C, E>::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if constexpr (is_scalar_array_v<C, E>) {
            return scalars_hold(src.ptr(), items) && resize(items.size) &&
                   scalars_load(scalar_code<E>(), src.ptr(), items, flags, value.data());
        } else {
            return sequence_hold(src.ptr(), items) && fill(items, flags, cleanup);
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        if constexpr (is_scalar_array_v<C, E>) {
            return rt::array_store(scalar_code<E>(), src.data(), src.size());
        } else if constexpr (has_size<C>::value) {
            return store_list<E, U>(src, (size_t) src.size(), policy, cleanup);
        } else {
            size_t n = 0;
            for (auto &&element : src)
                (void) element, ++n;
            return store_list<E, U>(src, n, policy, cleanup);
        }
    }
    static handle from_cpp(const C *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

protected:
    bool fill(held_items &items, uint32_t flags, cleanup_list *cleanup) noexcept {
        try {
            value.clear();
            if constexpr (has_reserve<C>::value)
                value.reserve(items.size);
            bool ok = this->load_each(items, flags, cleanup, [this](auto &&element) {
                value.push_back(std::forward<decltype(element)>(element));
            });
            if (borrows_v<E>)
                items.keep(cleanup);
            return ok;
        } catch (...) {
            return conversion_threw();
        }
    }
    bool resize(size_t n) noexcept {
        try {
            value.resize(n);
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
};

/// Sets, and containers that are to Python lists but filled by insertion (`Multi`).
template <class C, class E, bool Multi = false> struct set_caster : container_caster<C, E> {
    static constexpr auto Name = const_name<Multi>(io_name("collections.abc.Iterable", "list"),
                                                   io_name("collections.abc.Set", "set")) +
                                 const_name("[") + make_caster<E>::Name + const_name("]");
    using Traits = caster_facts<borrows_v<E>>;
    using container_caster<C, E>::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        held_items items;
        if (!iterable_hold(src.ptr(), flags, items))
            return false;
        try {
            value.clear();
            if constexpr (has_reserve<C>::value)
                value.reserve(items.size);
            bool ok = this->load_each(items, flags, cleanup, [this](auto &&element) {
                value.emplace(std::forward<decltype(element)>(element));
            });
            if (borrows_v<E>)
                items.keep(cleanup);
            return ok;
        } catch (...) {
            return conversion_threw();
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        if constexpr (Multi) {
            return store_list<E, U>(src, src.size(), policy, cleanup);
        } else {
            PyObject *set = PySet_New(nullptr);
            if (!set)
                return nullptr;
            for (const E &element : src)
                if (!set_steal(set, store_part<E, U>(element, policy, cleanup)))
                    return nullptr;
            return set;
        }
    }
    static handle from_cpp(const C *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

/// Maps with one value per key.
template <class C, class K, class V>
struct map_caster : container_caster<C, typename C::value_type> {
    static constexpr auto Name = io_name("collections.abc.Mapping", "dict") + const_name("[") +
                                 make_caster<K>::Name + const_name(", ") + make_caster<V>::Name +
                                 const_name("]");
    using Traits = caster_facts<borrows_v<K> || borrows_v<V>>;
    using container_caster<C, typename C::value_type>::value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(!owns_storage_v<K> && !owns_storage_v<V>,
                      "suture: a view that lives in its conversion (span, u16string_view, ...) "
                      "cannot be an element of a container");
        held_items items;
        if (!mapping_hold(src.ptr(), items))
            return false;
        try {
            value.clear();
            if constexpr (has_reserve<C>::value)
                value.reserve(items.size);
            make_caster<K> key;
            make_caster<V> mapped;
            for (size_t i = 0; i < items.size; ++i) {
                PyObject *const *item = items.data + 2 * i;
                if (!load_part<K>(key, item[0], flags, cleanup)) {
                    explain_key(item[0], flags, part_text_of<K>);
                    return false;
                }
                if (!load_part<V>(mapped, item[1], flags, cleanup)) {
                    explain_mapped(item[0], item[1], flags, part_text_of<V>);
                    return false;
                }
                value.emplace(loaded<K>(key), loaded<V>(mapped));
            }
            if (borrows_v<K> || borrows_v<V>)
                items.keep(cleanup);
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        PyObject *dict = PyDict_New();
        if (!dict)
            return nullptr;
        for (auto &item : src) {
            PyObject *key = store_part<K, U>(item.first, policy, cleanup);
            PyObject *mapped = key ? store_part<V, U>(item.second, policy, cleanup) : nullptr;
            if (!dict_steal(dict, key, mapped))
                return nullptr;
        }
        return dict;
    }
    static handle from_cpp(const C *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

} // namespace suture::detail
