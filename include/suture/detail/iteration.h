// SPDX-License-Identifier: BSD-3-Clause
// C++ iterators over list, tuple and dict that stay clear of Python's iterators.
#pragma once

#include "../object.h"

namespace suture::detail {

#if defined(Py_LIMITED_API)
inline Py_ssize_t tuple_size(PyObject *tuple) { return PyTuple_Size(tuple); }
inline Py_ssize_t list_size(PyObject *list) { return PyList_Size(list); }
inline PyObject *tuple_item(PyObject *tuple, Py_ssize_t i) { return PyTuple_GetItem(tuple, i); }
#else
inline Py_ssize_t tuple_size(PyObject *tuple) { return PyTuple_GET_SIZE(tuple); }
inline Py_ssize_t list_size(PyObject *list) { return PyList_GET_SIZE(list); }
inline PyObject *tuple_item(PyObject *tuple, Py_ssize_t i) { return PyTuple_GET_ITEM(tuple, i); }
#endif

/// Over a tuple; items are borrowed from it.
class tuple_iterator {
public:
    tuple_iterator(PyObject *tuple, Py_ssize_t index) : m_tuple(tuple), m_index(index) {}
    handle operator*() const { return tuple_item(m_tuple, m_index); }
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
class list_iterator {
public:
    list_iterator(PyObject *list, Py_ssize_t index) : m_list(list), m_index(index) {}
#if defined(Py_GIL_DISABLED)
    handle operator*() const {
        m_item = steal(checked(PyList_GetItemRef(m_list, m_index)));
        return m_item;
    }
#elif defined(Py_LIMITED_API)
    handle operator*() const { return PyList_GetItem(m_list, m_index); }
#else
    handle operator*() const { return PyList_GET_ITEM(m_list, m_index); }
#endif
    list_iterator &operator++() {
        ++m_index;
        return *this;
    }
    bool operator!=(const list_iterator &) const { return m_index < list_size(m_list); }
    bool operator==(const list_iterator &) const { return m_index >= list_size(m_list); }

private:
    PyObject *m_list;
    Py_ssize_t m_index;
#if defined(Py_GIL_DISABLED)
    mutable object m_item;
#endif
};

/// Over a dict; key and value are borrowed from it.
class dict_iterator {
public:
    dict_iterator() = default;
    SUTURE_HIDDEN explicit dict_iterator(PyObject *dict);
    /// What std::pair would be, without its header's weight.
    struct entry {
        handle first, second;
    };
    entry operator*() const { return {m_key, m_value}; }
    dict_iterator &operator++() {
        next();
        return *this;
    }
    bool operator==(const dict_iterator &other) const { return m_dict == other.m_dict; }
    bool operator!=(const dict_iterator &other) const { return m_dict != other.m_dict; }

private:
    /// Makes this the end iterator when there are no more.
    SUTURE_HIDDEN void next();

#if defined(Py_GIL_DISABLED)
    object m_copy; ///< other threads may change the dict
#endif
    PyObject *m_dict = nullptr;
    PyObject *m_key = nullptr, *m_value = nullptr;
    Py_ssize_t m_position = 0, m_size = 0;
};

} // namespace suture::detail
