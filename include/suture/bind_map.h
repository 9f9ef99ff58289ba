// SPDX-License-Identifier: BSD-3-Clause
// bind_map(): a std::map, std::unordered_map, or what behaves like one, as a Python class that
// behaves like dict.
//
// Values are copied on their way out; `bind_map<M, rv_policy::reference_internal>` gives out
// references, which must not outlive their place in the map.
#pragma once

#include "bind_vector.h"

namespace suture {
namespace detail {

/// Where an iteration over a map is: it finds its place again by the last key, so that it survives
/// changes of the map, which it reports.
template <class Map> class map_cursor {
public:
    explicit map_cursor(Map &map) : m_map(&map), m_size(map.size()) {}

    /// Goes to the next item; false: there is none. Throws RuntimeError after a change.
    bool advance() {
        if (m_state == state::ended)
            return false;
        if (m_state >= state::size_changed)
            raise_map_changed(m_state == state::size_changed);
        if (m_map->size() != m_size)
            fail(state::size_changed);
        if (m_state == state::fresh) {
            m_at = m_map->begin();
        } else {
            m_at = m_map->find(m_last.get());
            if (m_at == m_map->end())
                fail(state::keys_changed);
            ++m_at;
        }
        if (m_at == m_map->end()) {
            m_state = state::ended;
            m_last.clear();
            return false;
        }
        m_state = state::running;
        m_last.set([this] { return typename Map::key_type(m_at->first); });
        return true;
    }
    auto &item() const { return *m_at; }

private:
    enum class state : uint8_t { fresh, running, ended, size_changed, keys_changed };
    [[noreturn]] void fail(state why) {
        m_state = why; // for good
        raise_map_changed(why == state::size_changed);
    }

    Map *m_map;
    size_t m_size;
    decltype(std::declval<Map &>().begin()) m_at{};
    lazy<typename Map::key_type> m_last;
    state m_state = state::fresh;
};

/// A key and its value, which become a tuple.
template <class Map> struct map_item {
    const typename Map::key_type *key;
    typename Map::mapped_type *value;
};

// What a view of a map shows of an item.
struct map_keys {
    static constexpr const char *view = "KeyView", *iterator = "KeyIterator";
    template <class Map> using type = const typename Map::key_type &;
    template <class Map> static type<Map> get(typename Map::value_type &item) { return item.first; }
};
struct map_values {
    static constexpr const char *view = "ValueView", *iterator = "ValueIterator";
    template <class Map> using type = typename Map::mapped_type &;
    template <class Map> static type<Map> get(typename Map::value_type &item) {
        return item.second;
    }
};
struct map_items {
    static constexpr const char *view = "ItemView", *iterator = "ItemIterator";
    template <class Map> using type = map_item<Map>;
    template <class Map> static type<Map> get(typename Map::value_type &item) {
        return {&item.first, &item.second};
    }
};

template <class Map> struct type_caster<map_item<Map>> {
    using Key = typename Map::key_type;
    using Mapped = typename Map::mapped_type;
    using Value = map_item<Map>;
    static constexpr auto Name = const_name("tuple[") + make_caster<Key>::Name + const_name(", ") +
                                 make_caster<Mapped>::Name + const_name("]");
    static handle from_cpp(const Value &item, rv_policy policy, cleanup_list *cleanup) noexcept {
        PyObject *parts[2];
        parts[0] = handle(make_caster<Key>::from_cpp(*item.key, policy, cleanup)).ptr();
        parts[1] = parts[0]
                       ? handle(make_caster<Mapped>::from_cpp(*item.value, policy, cleanup)).ptr()
                       : nullptr;
        return tuple_steal(parts, 2);
    }
};

/// The C++ side of an iterator over a map; see range_iterator.
template <class Map, class What, rv_policy Policy> struct map_iterator {
    using element = typename What::template type<Map>;

    map_cursor<Map> cursor;
    explicit map_iterator(Map &map) : cursor(map) {}
    bool advance() { return cursor.advance(); }
    element get() { return What::template get<Map>(cursor.item()); }
};

/// A view of a map: `map` lives as long as it.
template <class Map, class What, rv_policy Policy> struct map_view {
    Map &map;
};

/// The Python iterator of a map or of a view of it.
template <class What, rv_policy Policy, class Map> auto iterate_map(Map &map) {
    using State = map_iterator<Map, What, Policy>;
    iterator_class<State>(type<Map>(), What::iterator, Policy);
    return borrow<typed<iterator, typename State::element>>(
        cast(new State(map), rv_policy::take_ownership));
}

template <class Map, class What, rv_policy Policy> auto bind_view(class_<Map> &cl) {
    using View = map_view<Map, What, Policy>;
    iterator_class<map_iterator<Map, What, Policy>>(cl, What::iterator, Policy);
    return class_<View>(cl, What::view)
        .def("__len__", [](const View &v) { return v.map.size(); })
        .def(
            "__iter__", [](const View &v) { return iterate_map<What, Policy>(v.map); },
            keep_alive<0, 1>());
}

/// Assigns a value, also one that can only be constructed. `value` may lie in the map.
template <class Map>
void map_assign(Map &map, const typename Map::key_type &key,
                const typename Map::mapped_type &value) {
    using Mapped = typename Map::mapped_type;
    auto found = map.find(key);
    if (found == map.end()) {
        map.emplace(key, value);
    } else if constexpr (std::is_copy_assignable_v<Mapped>) {
        found->second = value;
    } else {
        std::remove_cv_t<Mapped> copy(value);
        typename Map::key_type same(key);
        map.erase(found);
        map.emplace(std::move(same), std::move(copy));
    }
}

/// What any map has.
template <class Map, rv_policy Policy> void bind_map_access(class_<Map> &cl) {
    using Key = typename Map::key_type;
    using Mapped = typename Map::mapped_type;
    using Items = map_view<Map, map_items, Policy>;

    bind_view<Map, map_keys, Policy>(cl)
        .def("__contains__", [](const map_view<Map, map_keys, Policy> &v,
                                const Key &key) { return v.map.find(key) != v.map.end(); })
        .def("__contains__",
             [](const map_view<Map, map_keys, Policy> &, fallback) { return false; });
    auto values = bind_view<Map, map_values, Policy>(cl);
    auto items = bind_view<Map, map_items, Policy>(cl);
    if constexpr (is_comparable<std::remove_cv_t<Mapped>>::value) {
        values
            .def("__contains__",
                 [](const map_view<Map, map_values, Policy> &v, const Mapped &value) {
                     for (const auto &item : v.map)
                         if (item.second == value)
                             return true;
                     return false;
                 })
            .def("__contains__",
                 [](const map_view<Map, map_values, Policy> &, fallback) { return false; });
        items.def("__contains__", [](const Items &v, handle item) {
            if (!PyTuple_Check(item.ptr()) || PyTuple_Size(item.ptr()) != 2)
                return false;
            manual_context context;
            constexpr uint32_t flags = suture_load_manual | suture_load_convert;
            make_caster<Key> key;
            make_caster<Mapped> value;
            if (!load_part<Key>(key, PyTuple_GetItem(item.ptr(), 0), flags, &context) ||
                !load_part<Mapped>(value, PyTuple_GetItem(item.ptr(), 1), flags, &context))
                return no_match();
            auto found = v.map.find(loaded<const Key &>(key));
            return found != v.map.end() && found->second == loaded<const Mapped &>(value);
        });
    }

    cl.def(init<>(), "Default constructor")
        .def(
            "__len__", [](const Map &m) { return m.size(); }, lock_self())
        .def(
            "__bool__", [](const Map &m) { return !m.empty(); }, lock_self(),
            "Check whether the map is nonempty")
        .def("__repr__",
             [](handle_t<Map> self) { return mapping_repr(self, self.attr("items")()); })
        .def(
            "__contains__", [](const Map &m, const Key &key) { return m.find(key) != m.end(); },
            lock_self())
        .def("__contains__", [](const Map &, fallback) { return false; })
        .def(
            "__iter__", [](Map &m) { return iterate_map<map_keys, Policy>(m); }, keep_alive<0, 1>(),
            lock_self())
        .def(
            "__getitem__",
            [](Map &m, const Key &key) -> Mapped & {
                auto found = m.find(key);
                if (found == m.end())
                    raise_missing_key(cast(key));
                return found->second;
            },
            Policy, lock_self())
        .def(
            "__delitem__",
            [](Map &m, const Key &key) {
                auto found = m.find(key);
                if (found == m.end())
                    raise_missing_key(cast(key));
                m.erase(found);
            },
            lock_self())
        .def(
            "clear", [](Map &m) { m.clear(); }, lock_self(), "Remove all items")
        .def(
            "keys", [](Map &m) { return map_view<Map, map_keys, Policy>{m}; }, keep_alive<0, 1>(),
            "Returns an iterable view of the map's keys.")
        .def(
            "values", [](Map &m) { return map_view<Map, map_values, Policy>{m}; },
            keep_alive<0, 1>(), "Returns an iterable view of the map's values.")
        .def(
            "items", [](Map &m) { return Items{m}; }, keep_alive<0, 1>(),
            "Returns an iterable view of the map's items.");
}

/// What maps of values that can be copied have beside that.
template <class Map> void bind_map_changes(class_<Map> &cl) {
    using Key = typename Map::key_type;
    using Mapped = typename Map::mapped_type;

    cl.def(init<const Map &>(), "Copy constructor")
        .def(
            "__init__",
            [](Map *m, const typed_unchecked<dict, Key, std::remove_cv_t<Mapped>> &items) {
                using Caster = map_caster<Map, Key, std::remove_cv_t<Mapped>>;
                new (static_cast<void *>(m)) Map(container_from<Map, Caster>(items));
            },
            is_implicit(), "Construct from a dictionary")
        .def(
            "__setitem__",
            [](Map &m, const Key &key, const Mapped &value) { map_assign(m, key, value); },
            lock_self())
        .def(
            "update",
            [](Map &m, const Map &other) {
                if (&m == &other)
                    return;
                for (const auto &item : other)
                    map_assign(m, item.first, item.second);
            },
            arg().lock(), lock_self(), "Update the map with element from `arg`.");
}

} // namespace detail

/// Binds a map type as a class with the methods of dict; `keys()`, `values()` and `items()` are
/// views. Methods that its values do not allow are left out: those that copy or compare them. Keys
/// can be copied: iterators remember one, and raise RuntimeError where they see that the map was
/// changed. Otherwise as bind_vector().
template <class Map, rv_policy Policy = rv_policy::automatic_reference, class... Extra>
class_<Map> bind_map(handle scope, const char *name, const Extra &...extra) {
    using Mapped = std::remove_cv_t<typename Map::mapped_type>;
    static_assert(detail::is_instance_v<Map>,
                  "suture: bind_map() makes a class of a type that has a conversion: declare "
                  "SUTURE_MAKE_OPAQUE(...) for it, in all files that use it");
    static_assert(detail::is_copy_constructible<Mapped>::value || Policy == rv_policy::reference ||
                      Policy == rv_policy::reference_internal ||
                      Policy == rv_policy::reference_raw || Policy == rv_policy::none,
                  "suture: bind_map() copies values, and these have no copy constructor: choose "
                  "rv_policy::reference_internal, and mind what it says about that");
    if (handle known = detail::bound_before<Map>(scope, name); known.is_valid())
        return class_<Map>(known, detail::borrow_t());
    class_<Map> cl(scope, name, extra...);
    detail::bind_map_access<Map, Policy>(cl);
    if constexpr (detail::is_copy_constructible<Mapped>::value)
        detail::bind_map_changes(cl);
    if constexpr (detail::is_comparable<Mapped>::value)
        cl.def(
              "__eq__", [](const Map &a, const Map &b) { return a == b; }, is_operator(),
              arg().lock(), lock_self())
            .def(
                "__ne__", [](const Map &a, const Map &b) { return !(a == b); }, is_operator(),
                arg().lock(), lock_self());
    return cl;
}

} // namespace suture
