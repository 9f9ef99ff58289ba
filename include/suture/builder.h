// SPDX-License-Identifier: BSD-3-Clause
// Lists and tuples of a known size, put together item by item without growing. Not part of
// suture.h.
#pragma once

#include "collection.h"

namespace suture {
namespace detail {

/// Places an item, a new reference that is taken over; throws python_error.
void builder_put(PyObject *target, size_t index, PyObject *item);
/// Throws unless `index` is the size of `target`.
void builder_check(PyObject *target, size_t index);
PyObject *builder_new(bool list, size_t size);

/// Common part of both; T is tuple or list.
template <class T> class builder {
public:
    explicit builder(size_t size)
        : m_target(builder_new(std::is_same_v<T, list>, size), steal_t()) {}
    /// Converts and places the next item; throws python_error.
    template <class V> void put(V &&value, rv_policy policy = rv_policy::automatic_reference) {
        operand<std::decay_t<V>> item(std::forward<V>(value), policy);
        Py_XINCREF(item.ptr());
        builder_put(m_target.ptr(), m_index++, item.ptr());
    }
    /// The finished object. Throws python_error if there were fewer items than announced.
    T commit() {
        builder_check(m_target.ptr(), m_index);
        return std::move(m_target);
    }

private:
    T m_target;
    size_t m_index = 0;
};

} // namespace detail

using tuple_builder = detail::builder<tuple>;
using list_builder = detail::builder<list>;

} // namespace suture
