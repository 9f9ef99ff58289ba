// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's collections: tuple, list, dict, set, frozenset, slice, and the abstract
// sequence, mapping, iterable and iterator.
#pragma once

#include "detail/iteration.h"
#include "detail/wrapper.h"

namespace suture {
namespace detail {

/// Whether iter(o) would work; sets no error.
SUTURE_HIDDEN bool is_iterable(PyObject *o) noexcept;
/// Python's `dict(o)`: new reference or NULL.
SUTURE_HIDDEN PyObject *dict_from(PyObject *o) noexcept;
/// Python's `list.clear()`: -1 with an error set.
SUTURE_HIDDEN int list_clear(PyObject *list) noexcept;
/// Value of a key, or `otherwise`: new reference; throws python_error.
SUTURE_HIDDEN PyObject *dict_get(PyObject *dict, PyObject *key, PyObject *otherwise);
/// Python's sequence and mapping for type checks: str and bytes are sequences, and only what says
/// so or has keys is a mapping.
SUTURE_HIDDEN bool is_mapping(PyObject *o) noexcept;
SUTURE_HIDDEN bool is_sequence(PyObject *o) noexcept;

} // namespace detail

/// Python's tuple.
class tuple : public object {
    SUTURE_OBJECT_CODE(tuple, object, "tuple", PyTuple_Check, suture_code_tuple)
    SUTURE_OBJECT_FROM(tuple, object, PySequence_Tuple)
    tuple() : object(detail::checked(PyTuple_New(0)), detail::steal_t()) {}
    size_t size() const { return (size_t) detail::tuple_size(m_ptr); }
    bool empty() const { return size() == 0; }
    detail::tuple_iterator begin() const { return {m_ptr, 0}; }
    detail::tuple_iterator end() const { return {m_ptr, detail::tuple_size(m_ptr)}; }
};

/// Python's list.
class list : public object {
    SUTURE_OBJECT_CODE(list, object, "list", PyList_Check, suture_code_list)
    SUTURE_OBJECT_FROM(list, object, PySequence_List)
    list() : object(detail::checked(PyList_New(0)), detail::steal_t()) {}
    size_t size() const { return (size_t) detail::list_size(m_ptr); }
    bool empty() const { return size() == 0; }
    template <class T> void append(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::checked(PyList_Append(m_ptr, item.ptr()));
    }
    template <class T> void insert(Py_ssize_t index, T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::checked(PyList_Insert(m_ptr, index, item.ptr()));
    }
    void clear() { detail::checked(detail::list_clear(m_ptr)); }
    void extend(handle iterable) { attr("extend")(iterable); }
    void reverse() { detail::checked(PyList_Reverse(m_ptr)); }
    void sort() { detail::checked(PyList_Sort(m_ptr)); }
    /// The list may change while it is iterated over.
    detail::list_iterator begin() const { return {m_ptr, 0}; }
    detail::list_iterator end() const { return {m_ptr, PY_SSIZE_T_MAX}; }
};

/// Python's dict.
class dict : public object {
    SUTURE_OBJECT_CODE(dict, object, "dict", PyDict_Check, suture_code_dict)
    SUTURE_OBJECT_FROM(dict, object, detail::dict_from)
    dict() : object(detail::checked(PyDict_New()), detail::steal_t()) {}
    /// From `"key"_a = value` pairs.
    template <class First, class... Rest,
              std::enable_if_t<detail::is_keyword_v<First> && (detail::is_keyword_v<Rest> && ...),
                               int> = 0>
    explicit dict(First &&first, Rest &&...rest) : dict() {
        detail::checked(PyDict_SetItemString(m_ptr, first.name_, first.value.ptr()));
        (detail::checked(PyDict_SetItemString(m_ptr, rest.name_, rest.value.ptr())), ...);
    }
    size_t size() const { return (size_t) PyDict_Size(m_ptr); }
    bool empty() const { return size() == 0; }
    list keys() const { return steal<list>(detail::checked(PyDict_Keys(m_ptr))); }
    list values() const { return steal<list>(detail::checked(PyDict_Values(m_ptr))); }
    list items() const { return steal<list>(detail::checked(PyDict_Items(m_ptr))); }
    /// The value of `key`, or `otherwise`.
    template <class K, class V> object get(K &&key, V &&otherwise) const {
        detail::operand<std::decay_t<K>> k(std::forward<K>(key));
        detail::operand<std::decay_t<V>> v(std::forward<V>(otherwise));
        return steal(detail::dict_get(m_ptr, k.ptr(), v.ptr()));
    }
    void update(handle other) { detail::checked(PyDict_Update(m_ptr, other.ptr())); }
    void clear() { PyDict_Clear(m_ptr); }
    /// Pairs of borrowed key and value. Throws python_error if the dict changes size meanwhile.
    detail::dict_iterator begin() const { return detail::dict_iterator(m_ptr); }
    detail::dict_iterator end() const { return {}; }
};

/// Python's frozenset.
class frozenset : public object {
    SUTURE_OBJECT_CODE(frozenset, object, "frozenset", PyFrozenSet_Check, suture_code_frozenset)
    SUTURE_OBJECT_FROM(frozenset, object, PyFrozenSet_New)
    frozenset() : object(detail::checked(PyFrozenSet_New(nullptr)), detail::steal_t()) {}
    size_t size() const { return (size_t) PySet_Size(m_ptr); }
    bool empty() const { return size() == 0; }
};

/// Python's set.
class set : public object {
    SUTURE_OBJECT_CODE(set, object, "set", PySet_Check, suture_code_set)
    SUTURE_OBJECT_FROM(set, object, PySet_New)
    set() : object(detail::checked(PySet_New(nullptr)), detail::steal_t()) {}
    size_t size() const { return (size_t) PySet_Size(m_ptr); }
    bool empty() const { return size() == 0; }
    template <class T> void add(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        detail::checked(PySet_Add(m_ptr, item.ptr()));
    }
    /// Removes a value: whether it was there.
    template <class T> bool discard(T &&value) {
        detail::operand<std::decay_t<T>> item(std::forward<T>(value));
        int found = PySet_Discard(m_ptr, item.ptr());
        detail::checked(found);
        return found != 0;
    }
    void clear() { detail::checked(PySet_Clear(m_ptr)); }
};

/// Any Python sequence.
class sequence : public object {
    SUTURE_OBJECT_CODE(sequence, object, "collections.abc.Sequence", detail::is_sequence,
                       suture_code_sequence)
    SUTURE_OBJECT_FROM(sequence, object, detail::wrap_checked<sequence>)
    sequence() = default;
    size_t size() const {
        Py_ssize_t n = PySequence_Size(m_ptr);
        detail::checked(n < 0 ? -1 : 0);
        return (size_t) n;
    }
    bool empty() const { return size() == 0; }
};

/// Any Python mapping.
class mapping : public object {
    SUTURE_OBJECT_CODE(mapping, object, "collections.abc.Mapping", detail::is_mapping,
                       suture_code_mapping)
    SUTURE_OBJECT_FROM(mapping, object, detail::wrap_checked<mapping>)
    mapping() = default;
    size_t size() const {
        Py_ssize_t n = PyMapping_Size(m_ptr);
        detail::checked(n < 0 ? -1 : 0);
        return (size_t) n;
    }
    bool empty() const { return size() == 0; }
    list keys() const { return steal<list>(detail::checked(PyMapping_Keys(m_ptr))); }
    list values() const { return steal<list>(detail::checked(PyMapping_Values(m_ptr))); }
    list items() const { return steal<list>(detail::checked(PyMapping_Items(m_ptr))); }
};

/// Anything that Python can iterate over.
class iterable : public object {
    SUTURE_OBJECT_CODE(iterable, object, "collections.abc.Iterable", detail::is_iterable,
                       suture_code_iterable)
    SUTURE_OBJECT_FROM(iterable, object, detail::wrap_checked<iterable>)
    iterable() = default;
};

/// A Python iterator, and the C++ one that runs it: `*it` is borrowed until the next `++it`.
class iterator : public object {
    SUTURE_OBJECT(iterator, object, "collections.abc.Iterator", PyIter_Check)
    SUTURE_OBJECT_FROM(iterator, object, detail::wrap_checked<iterator>)
    using value_type = handle;
    using reference = handle;
    using pointer = const handle *;
    using difference_type = Py_ssize_t;

    iterator() = default;
    /// What a finished iterator equals.
    static iterator sentinel() { return {}; }
    iterator &operator++() {
        fetch();
        m_value = steal(detail::iterator_next(m_ptr));
        return *this;
    }
    handle operator*() const {
        fetch();
        return m_value;
    }
    friend bool operator==(const iterator &a, const iterator &b) { return (*a).is(*b); }
    friend bool operator!=(const iterator &a, const iterator &b) { return !(*a).is(*b); }

private:
    void fetch() const {
        if (m_fetched || !m_ptr)
            return;
        m_value = steal(detail::iterator_next(m_ptr));
        m_fetched = true;
    }
    mutable object m_value;
    mutable bool m_fetched = false;
};

/// Python's slice.
class slice : public object {
    SUTURE_OBJECT_CODE(slice, object, "slice", PySlice_Check, suture_code_slice)
    slice() = default;
    /// Each is an int, none() or anything else.
    template <class Start, class Stop, class Step>
    slice(Start &&start, Stop &&stop, Step &&step)
        : object(detail::checked(PySlice_New(
                     detail::operand<std::decay_t<Start>>(std::forward<Start>(start)).ptr(),
                     detail::operand<std::decay_t<Stop>>(std::forward<Stop>(stop)).ptr(),
                     detail::operand<std::decay_t<Step>>(std::forward<Step>(step)).ptr())),
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
    };
    /// For a sequence of `size` items; throws python_error (step 0, not ints).
    range compute(size_t size) const {
        range r;
        detail::checked(PySlice_Unpack(m_ptr, &r.start, &r.stop, &r.step));
        r.length =
            (size_t) PySlice_AdjustIndices((Py_ssize_t) size, &r.start, &r.stop, r.step);
        return r;
    }
};

/// `*args` of a function.
class args : public tuple {
    SUTURE_OBJECT_CODE(args, tuple, "*args", PyTuple_Check, suture_code_args)
    args() = default;
};
/// `**kwargs` of a function.
class kwargs : public dict {
    SUTURE_OBJECT_CODE(kwargs, dict, "**kwargs", PyDict_Check, suture_code_kwargs)
    kwargs() = default;
};

namespace detail {
template <class D> iterator api<D>::begin() const {
    return steal<iterator>(checked(PyObject_GetIter(derived().ptr())));
}
template <class D> iterator api<D>::end() const { return {}; }
} // namespace detail

} // namespace suture
