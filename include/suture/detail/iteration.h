// SPDX-License-Identifier: BSD-3-Clause
// C++ iterators over list, tuple and dict that stay clear of Python's iterators. They are templates
// so that only what uses them compiles them.
#pragma once

#include "../object.h"

namespace suture::detail {

/// Over a tuple; items are borrowed from it.
template <class Tuple> class tuple_iterator {
public:
    tuple_iterator(const Tuple &tuple, Py_ssize_t index) : m_tuple(tuple.ptr()), m_index(index) {}
#if defined(Py_LIMITED_API)
    handle operator*() const { return PyTuple_GetItem(m_tuple, m_index); }
#else
    handle operator*() const { return PyTuple_GET_ITEM(m_tuple, m_index); }
#endif
    tuple_iterator &operator++() {
        ++m_index;
        return *this;
    }
    bool operator==(const tuple_iterator &other) const { return m_index == other.m_index; }
    bool operator!=(const tuple_iterator &other) const { return m_index != other.m_index; }

private:
    PyObject *m_tuple;
    Py_ssize_t m_index;
};

/// Over a list, which may change: the end is where it ends now. Items are borrowed from it or,
/// where other threads can change it, from the iterator.
template <class List> class list_iterator {
public:
    list_iterator(const List &list, Py_ssize_t index) : m_list(list.ptr()), m_index(index) {}
#if defined(Py_GIL_DISABLED)
    handle operator*() const {
        m_item = steal(checked(PyList_GetItemRef(m_list, m_index)));
        return m_item;
    }
    bool at_end() const { return m_index >= PyList_GET_SIZE(m_list); }
#elif defined(Py_LIMITED_API)
    handle operator*() const { return PyList_GetItem(m_list, m_index); }
    bool at_end() const { return m_index >= PyList_Size(m_list); }
#else
    handle operator*() const { return PyList_GET_ITEM(m_list, m_index); }
    bool at_end() const { return m_index >= PyList_GET_SIZE(m_list); }
#endif
    list_iterator &operator++() {
        ++m_index;
        return *this;
    }
    bool operator!=(const list_iterator &) const { return !at_end(); }
    bool operator==(const list_iterator &) const { return at_end(); }

private:
    PyObject *m_list;
    Py_ssize_t m_index;
#if defined(Py_GIL_DISABLED)
    mutable object m_item;
#endif
};

/// Where an iteration over a dict is. `dict` is NULL at the end.
struct dict_cursor {
    PyObject *dict = nullptr, *key = nullptr, *value = nullptr;
    Py_ssize_t position = 0, size = 0;
    object copy; ///< where other threads may change the dict

    void start(PyObject *dict);
    /// Throws python_error if the dict has changed its size.
    void next();
};

/// A pair of borrowed key and value; what std::pair would be, without its weight.
struct dict_entry {
    handle first, second;
};

/// Over a dict; key and value are borrowed from it.
template <class Dict> class dict_iterator {
public:
    dict_iterator() = default;
    explicit dict_iterator(const Dict &dict) { m_cursor.start(dict.ptr()); }
    dict_entry operator*() const { return {m_cursor.key, m_cursor.value}; }
    dict_iterator &operator++() {
        m_cursor.next();
        return *this;
    }
    bool operator==(const dict_iterator &other) const {
        return m_cursor.dict == other.m_cursor.dict;
    }
    bool operator!=(const dict_iterator &other) const {
        return m_cursor.dict != other.m_cursor.dict;
    }

private:
    dict_cursor m_cursor;
};

} // namespace suture::detail
