// SPDX-License-Identifier: BSD-3-Clause
// bind_vector(): a std::vector, or what behaves like one, as a Python class that behaves like list.
//
// Elements are copied on their way out: a reference into a vector would not survive the next
// insertion. `bind_vector<V, rv_policy::reference_internal>` gives out references all the same.
#pragma once

#include "detail/container.h"
#include "make_iterator.h"

namespace suture {
namespace detail {

/// Where an iteration by index is; the vector may change meanwhile, as a list may.
template <class Vector> struct vector_cursor {
    Vector *vector;
    size_t index;
    decltype(auto) operator*() const { return (*vector)[index]; }
    vector_cursor &operator++() {
        ++index;
        return *this;
    }
    using value_type = typename Vector::value_type;
};
struct vector_end {
    template <class Vector> friend bool operator==(const vector_cursor<Vector> &at, vector_end) {
        return at.index >= at.vector->size();
    }
};

/// A vector of what `items` gives, converted; throws cast_error.
template <class Container, class Caster> Container container_from(handle items) {
    manual_context context;
    Caster caster;
    if (!caster.from_python(items, suture_load_manual | suture_load_explain | suture_load_convert,
                            &context))
        raise_cast_error(items.ptr(), Caster::Name.text,
                         descr_types<std::remove_cv_t<decltype(Caster::Name)>>::value);
    return std::move(caster.value);
}
template <class Vector> Vector vector_from(handle iterable) {
    using Value = typename Vector::value_type;
    return container_from<Vector, sequence_caster<Vector, Value>>(as_list_items(iterable));
}

/// The items of a slice, and the vector without them.
template <class Vector> Vector slice_get(const Vector &v, const slice::range &r) {
    Vector result;
    if constexpr (has_reserve<Vector>::value)
        result.reserve(r.length);
    Py_ssize_t at = r.start;
    for (size_t i = 0; i < r.length; ++i, at += r.step)
        result.push_back(v[(size_t) at]);
    return result;
}
template <class Vector> void slice_delete(Vector &v, slice::range r) {
    if (r.step < 0 && r.length) {
        r.start += (Py_ssize_t) (r.length - 1) * r.step;
        r.step = -r.step;
    }
    // What stays moves to the front.
    size_t to = (size_t) r.start, next = (size_t) r.start, deleted = 0;
    for (size_t from = to; r.length && from < v.size(); ++from) {
        if (deleted < r.length && from == next) {
            next += (size_t) r.step;
            ++deleted;
        } else {
            v[to++] = std::move(v[from]);
        }
    }
    if (r.length)
        v.erase(v.begin() + (Py_ssize_t) to, v.end());
}
/// `values` is no part of `v`.
template <class Vector> void slice_set(Vector &v, const slice::range &r, Vector &&values) {
    if (r.step != 1)
        check_slice_size(values.size(), r.length);
    const size_t common = r.length < values.size() ? r.length : values.size();
    Py_ssize_t at = r.start;
    for (size_t i = 0; i < common; ++i, at += r.step)
        v[(size_t) at] = std::move(values[i]);
    if (values.size() > common) {
        auto from = values.begin() + (Py_ssize_t) common;
        for (; from != values.end(); ++from, ++at)
            v.insert(v.begin() + at, std::move(*from));
    } else if (r.length > common) {
        v.erase(v.begin() + at, v.begin() + (r.start + (Py_ssize_t) r.length));
    }
}

/// What any vector has.
template <rv_policy Policy, class Class> void bind_vector_access(Class &cl) {
    using Vector = typename Class::Type;
    using Value = typename Vector::value_type;
    using Cursor = range_iterator<whole_access, Policy, vector_cursor<Vector>, vector_end>;
    using Element = typename Cursor::element;

    iterator_class<Cursor>(cl, "Iterator", Policy);
    cl.def(init<>(), "Default constructor")
        .def(
            "__len__", [](const Vector &v) { return v.size(); }, lock_self())
        .def(
            "__bool__", [](const Vector &v) { return !v.empty(); }, lock_self(),
            "Check whether the vector is nonempty")
        .def(
            "__repr__", [](handle_t<Vector> self) { return sequence_repr(self); }, lock_self())
        .def(
            "__iter__",
            [](Vector &v) {
                return iterator_new(type<Vector>(), "Iterator", Policy,
                                    Cursor({&v, 0}, vector_end()));
            },
            keep_alive<0, 1>(), lock_self())
        .def(
            "__getitem__",
            [](Vector &v, Py_ssize_t i) -> Element { return v[item_index(i, v.size())]; }, Policy,
            lock_self())
        .def("clear", [](Vector &v) { v.clear(); }, lock_self(), "Remove all items from list.");
    if constexpr (std::is_move_constructible_v<Value> && std::is_move_assignable_v<Value>)
        cl.def(
              "pop",
              [](Vector &v, Py_ssize_t i) {
                  size_t at = item_index(i, v.size());
                  Value result = std::move(v[at]);
                  v.erase(v.begin() + (Py_ssize_t) at);
                  return result;
              },
              arg("index") = -1, lock_self(), "Remove and return item at ``index`` (default last).")
            .def(
                "__delitem__",
                [](Vector &v, Py_ssize_t i) {
                    v.erase(v.begin() + (Py_ssize_t) item_index(i, v.size()));
                },
                lock_self())
            .def(
                "__delitem__",
                [](Vector &v, const slice &s) { slice_delete(v, s.compute(v.size())); },
                lock_self());
}

/// What vectors of elements that can be copied have beside that.
template <class Class> void bind_vector_changes(Class &cl) {
    using Vector = typename Class::Type;
    using Value = typename Vector::value_type;

    cl.def(init<const Vector &>(), "Copy constructor")
        .def(
            "__init__",
            [](Vector *v, const typed_unchecked<iterable, Value> &items) {
                new (static_cast<void *>(v)) Vector(vector_from<Vector>(items));
            },
            is_implicit(), "Construct from an iterable object")
        .def(
            "__getitem__",
            [](const Vector &v, const slice &s) { return slice_get(v, s.compute(v.size())); },
            lock_self())
        .def(
            "append", [](Vector &v, const Value &value) { v.push_back(value); }, lock_self(),
            "Append `arg` to the end of the list.")
        .def(
            "insert",
            [](Vector &v, Py_ssize_t i, const Value &value) {
                v.insert(v.begin() + (Py_ssize_t) insertion_index(i, v.size()), value);
            },
            lock_self(), "Insert object `arg1` before index `arg0`.")
        .def(
            "extend",
            [](Vector &v, const Vector &other) {
                // It may be the vector itself.
                Vector added(other);
                for (auto &&value : added)
                    v.push_back(std::move(value));
            },
            arg().lock(), lock_self(), "Extend `self` by appending elements from `arg`.");
    if constexpr (std::is_copy_assignable_v<Value>)
        cl.def(
              "__setitem__",
              [](Vector &v, Py_ssize_t i, const Value &value) {
                  v[item_index(i, v.size())] = value;
              },
              lock_self())
            .def(
                "__setitem__",
                [](Vector &v, const slice &s, const Vector &values) {
                    slice_set(v, s.compute(v.size()), Vector(values));
                },
                arg(), arg().lock(), lock_self());
}

/// What vectors of comparable elements have beside that.
template <class Class> void bind_vector_search(Class &cl) {
    using Vector = typename Class::Type;
    using Value = typename Vector::value_type;

    cl.def(
          "__eq__", [](const Vector &a, const Vector &b) { return a == b; }, is_operator(),
          arg().lock(), lock_self())
        .def(
            "__ne__", [](const Vector &a, const Vector &b) { return !(a == b); }, is_operator(),
            arg().lock(), lock_self())
        .def(
            "__contains__",
            [](const Vector &v, const Value &value) {
                for (const auto &element : v)
                    if (element == value)
                        return true;
                return false;
            },
            lock_self())
        .def("__contains__", [](const Vector &, fallback) { return false; })
        .def(
            "count",
            [](const Vector &v, const Value &value) {
                size_t n = 0;
                for (const auto &element : v)
                    n += element == value;
                return n;
            },
            lock_self(), "Return number of occurrences of `arg`.");
    if constexpr (std::is_move_assignable_v<Value>)
        cl.def(
            "remove",
            [](Vector &v, const Value &value) {
                size_t to = 0;
                const Value wanted(value); // it may be an element
                for (size_t from = 0; from < v.size(); ++from) {
                    if (v[from] == wanted)
                        continue;
                    if (to != from)
                        v[to] = std::move(v[from]);
                    ++to;
                }
                v.erase(v.begin() + (Py_ssize_t) to, v.end());
            },
            lock_self(), "Remove all occurrences of `arg`.");
}

/// The class that is bound for T already, also under this name; invalid if there is none.
template <class T> handle bound_before(handle scope, const char *name) {
    handle known = type<T>();
    if (known.is_valid() && !hasattr(scope, name))
        setattr(scope, name, known);
    return known;
}

} // namespace detail

/// Binds a vector type as a class with the methods of list. Methods that its elements do not allow
/// are left out: those that copy, assign or compare them. Where the type is bound already nothing
/// happens but that `scope` gets the class under this name. The type must not have a conversion
/// (SUTURE_MAKE_OPAQUE). In an interpreter without a GIL, calls lock the vectors they use.
template <class Vector, rv_policy Policy = rv_policy::automatic_reference, class... Extra>
class_<Vector> bind_vector(handle scope, const char *name, const Extra &...extra) {
    using Value = typename Vector::value_type;
    static_assert(detail::is_instance_v<Vector>,
                  "suture: bind_vector() makes a class of a type that has a conversion: declare "
                  "SUTURE_MAKE_OPAQUE(...) for it, in all files that use it");
    static_assert(detail::is_copy_constructible<Value>::value || Policy == rv_policy::reference ||
                      Policy == rv_policy::reference_internal ||
                      Policy == rv_policy::reference_raw || Policy == rv_policy::none,
                  "suture: bind_vector() copies elements, and these have no copy constructor: "
                  "choose rv_policy::reference_internal, and mind what it says about that");
    if (handle known = detail::bound_before<Vector>(scope, name); known.is_valid())
        return class_<Vector>(known, detail::borrow_t());
    class_<Vector> cl(scope, name, extra...);
    detail::bind_vector_access<Policy>(cl);
    if constexpr (detail::is_copy_constructible<Value>::value)
        detail::bind_vector_changes(cl);
    if constexpr (detail::is_comparable<Value>::value)
        detail::bind_vector_search(cl);
    return cl;
}

} // namespace suture
