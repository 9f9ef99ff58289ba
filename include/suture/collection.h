// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's collections: tuple, list, dict, set, frozenset, slice, and the abstract
// sequence, mapping, iterable and iterator.
#pragma once

#include "detail/iteration.h"
#include "detail/wrapper.h"

namespace suture {
namespace detail {

/// Value of a key, or `otherwise`: new reference; throws python_error.
PyObject *dict_get(PyObject *dict, PyObject *key, PyObject *otherwise);
void dict_set(PyObject *dict, const char *key, PyObject *value);
void list_append(PyObject *list, PyObject *item);
void list_insert(PyObject *list, Py_ssize_t index, PyObject *item);
void set_add(PyObject *set, PyObject *item);
bool set_discard(PyObject *set, PyObject *item);
PyObject *slice_new(PyObject *start, PyObject *stop, PyObject *step);

} // namespace detail

/// Python's tuple.
class tuple : public object {
    SUTURE_BUILTIN(tuple, object, "tuple", suture_code_tuple)
    SUTURE_BUILTIN_FROM(tuple)
    tuple();
    size_t size() const;
    bool empty() const;
    template <class T = tuple> auto begin() const { return detail::tuple_iterator<T>(*this, 0); }
    template <class T = tuple> auto end() const {
        return detail::tuple_iterator<T>(*this, (Py_ssize_t) size());
    }
};

/// Python's list.
class list : public object {
    SUTURE_BUILTIN(list, object, "list", suture_code_list)
    SUTURE_BUILTIN_FROM(list)
    list();
    size_t size() const;
    bool empty() const;
    template <class T> void append(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::list_append(m_ptr, item.ptr());
    }
    template <class T> void insert(Py_ssize_t index, T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::list_insert(m_ptr, index, item.ptr());
    }
    void clear();
    void extend(handle iterable);
    void reverse();
    void sort();
    /// The list may change while it is iterated over.
    template <class T = list> auto begin() const { return detail::list_iterator<T>(*this, 0); }
    template <class T = list> auto end() const {
        return detail::list_iterator<T>(*this, PY_SSIZE_T_MAX);
    }
};

/// Python's dict.
class dict : public object {
    SUTURE_BUILTIN(dict, object, "dict", suture_code_dict)
    SUTURE_BUILTIN_FROM(dict)
    dict();
    /// From `"key"_a = value` pairs.
    template <class First, class... Rest,
              std::enable_if_t<detail::is_keyword_v<First> && (detail::is_keyword_v<Rest> && ...),
                               int> = 0>
    explicit dict(First &&first, Rest &&...rest) : dict() {
        detail::dict_set(m_ptr, first.name_, first.value.ptr());
        (detail::dict_set(m_ptr, rest.name_, rest.value.ptr()), ...);
    }
    size_t size() const;
    bool empty() const;
    list keys() const;
    list values() const;
    list items() const;
    /// The value of `key`, or `otherwise`.
    template <class K, class V> object get(K &&key, V &&otherwise) const {
        detail::operand<std::decay_t<K>> k(std::forward<K>(key));
        detail::operand<std::decay_t<V>> v(std::forward<V>(otherwise));
        return steal(detail::dict_get(m_ptr, k.ptr(), v.ptr()));
    }
    void update(handle other);
    void clear();
    /// Pairs of borrowed key and value. Throws python_error if the dict changes size meanwhile.
    template <class T = dict> auto begin() const { return detail::dict_iterator<T>(*this); }
    template <class T = dict> auto end() const { return detail::dict_iterator<T>(); }
};

/// Python's frozenset.
class frozenset : public object {
    SUTURE_BUILTIN(frozenset, object, "frozenset", suture_code_frozenset)
    SUTURE_BUILTIN_FROM(frozenset)
    frozenset();
    size_t size() const;
    bool empty() const;
};

/// Python's set.
class set : public object {
    SUTURE_BUILTIN(set, object, "set", suture_code_set)
    SUTURE_BUILTIN_FROM(set)
    set();
    size_t size() const;
    bool empty() const;
    template <class T> void add(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::set_add(m_ptr, item.ptr());
    }
    /// Removes a value: whether it was there.
    template <class T> bool discard(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        return detail::set_discard(m_ptr, item.ptr());
    }
    void clear();
};

/// Any Python sequence.
class sequence : public object {
    SUTURE_BUILTIN(sequence, object, "collections.abc.Sequence", suture_code_sequence)
    SUTURE_BUILTIN_FROM(sequence)
    sequence() = default;
    size_t size() const;
    bool empty() const;
};

/// Any Python mapping.
class mapping : public object {
    SUTURE_BUILTIN(mapping, object, "collections.abc.Mapping", suture_code_mapping)
    SUTURE_BUILTIN_FROM(mapping)
    mapping() = default;
    size_t size() const;
    bool empty() const;
    list keys() const;
    list values() const;
    list items() const;
};

/// Anything that Python can iterate over.
class iterable : public object {
    SUTURE_BUILTIN(iterable, object, "collections.abc.Iterable", suture_code_iterable)
    SUTURE_BUILTIN_FROM(iterable)
    iterable() = default;
};

/// A Python iterator, and the C++ one that runs it: `*it` is borrowed until the next `++it`.
class iterator : public object {
    // It is more than a pointer, so that it has no code.
    SUTURE_BUILTIN(iterator, object, "collections.abc.Iterator", 0)
    SUTURE_BUILTIN_FROM(iterator)
    using value_type = handle;
    using reference = handle;
    using pointer = const handle *;
    using difference_type = Py_ssize_t;

    iterator() = default;
    /// What a finished iterator equals.
    static iterator sentinel();
    iterator &operator++();
    handle operator*() const;
    bool operator==(const iterator &other) const;
    bool operator!=(const iterator &other) const;

private:
    mutable object m_value;
    mutable bool m_fetched = false;
};

/// Python's slice.
class slice : public object {
    SUTURE_BUILTIN(slice, object, "slice", suture_code_slice)
    slice() = default;
    /// Each is an int, none() or anything else.
    template <class Start, class Stop, class Step>
    slice(Start &&start, Stop &&stop, Step &&step)
        : object(detail::slice_new(
                     detail::operand<std::decay_t<Start>>(std::forward<Start>(start)).ptr(),
                     detail::operand<std::decay_t<Stop>>(std::forward<Stop>(stop)).ptr(),
                     detail::operand<std::decay_t<Step>>(std::forward<Step>(step)).ptr()),
                 detail::steal_t()) {}
    template <class Start, class Stop,
              std::enable_if_t<!std::is_same_v<std::decay_t<Stop>, detail::borrow_t> &&
                                   !std::is_same_v<std::decay_t<Stop>, detail::steal_t>,
                               int> = 0>
    slice(Start &&start, Stop &&stop)
        : slice(std::forward<Start>(start), std::forward<Stop>(stop), nullptr) {}
    template <class Stop, std::enable_if_t<std::is_integral_v<Stop>, int> = 0>
    explicit slice(Stop stop) : slice(nullptr, stop, nullptr) {}

    /// Where the slice starts and stops in a sequence, and how many items it has.
    struct range {
        Py_ssize_t start, stop, step;
        size_t length;
        /// The member of that number, as of a tuple.
        template <size_t I> auto get() const {
            static_assert(I < 4, "suture: a slice has a start, a stop, a step and a length");
            if constexpr (I == 3)
                return length;
            else
                return I == 0 ? start : I == 1 ? stop : step;
        }
    };
    /// For a sequence of `size` items; throws python_error (step 0, not ints).
    range compute(size_t size) const;
};

/// `*args` of a function.
class args : public tuple {
    SUTURE_BUILTIN(args, tuple, "*args", suture_code_args)
    args() = default;
};
/// `**kwargs` of a function.
class kwargs : public dict {
    SUTURE_BUILTIN(kwargs, dict, "**kwargs", suture_code_kwargs)
    kwargs() = default;
};

namespace detail {
/// `iter(o)`; throws python_error.
PyObject *iterator_of(PyObject *o);
template <class D> iterator api<D>::begin() const {
    return steal<iterator>(iterator_of(derived().ptr()));
}
template <class D> iterator api<D>::end() const { return {}; }
} // namespace detail

} // namespace suture
