// SPDX-License-Identifier: BSD-3-Clause
// Attributes, items and comparison of Python objects, for object.h.
#include "../../include/suture/object.h"

namespace suture {
namespace detail {

SUTURE_GLUE bool compare_objects(PyObject *left, PyObject *right, int operation) {
    int result = left && right ? PyObject_RichCompareBool(left, right, operation) : -1;
    checked(result);
    return result != 0;
}

SUTURE_GLUE bool contains(PyObject *container, PyObject *item) {
    int result = container && item ? PySequence_Contains(container, item) : -1;
    checked(result);
    return result != 0;
}

SUTURE_GLUE PyObject *power(PyObject *base, PyObject *exponent) {
    return PyNumber_Power(base, exponent, Py_None);
}

// --- accessor --------------------------------------------------------------------------------

static inline bool accessor_owns_key(accessor::kind_t kind) noexcept {
    return kind == accessor::attr_object || kind == accessor::item_object;
}

SUTURE_GLUE accessor::accessor(PyObject *base, kind_t kind, const char *key)
    : m_base(base), m_kind(kind) {
    m_key.text = key;
    Py_XINCREF(base);
}
SUTURE_GLUE accessor::accessor(PyObject *base, kind_t kind, PyObject *key)
    : m_base(base), m_kind(kind) {
    m_key.object = key;
    Py_XINCREF(base);
    Py_XINCREF(key);
}
SUTURE_GLUE accessor::accessor(PyObject *base, Py_ssize_t index)
    : m_base(base), m_kind(item_index) {
    m_key.index = index;
    Py_XINCREF(base);
}
SUTURE_GLUE accessor::accessor(const accessor &other)
    : m_base(other.m_base), m_cache(other.m_cache), m_key(other.m_key), m_kind(other.m_kind) {
    Py_XINCREF(m_base);
    Py_XINCREF(m_cache);
    if (accessor_owns_key(m_kind))
        Py_XINCREF(m_key.object);
}

SUTURE_GLUE accessor::~accessor() {
    Py_XDECREF(m_cache);
    if (accessor_owns_key(m_kind))
        Py_XDECREF(m_key.object);
    Py_XDECREF(m_base);
}

/// Item of an exact list or tuple; other objects get an int as key. New reference or NULL.
static inline PyObject *item_at(PyObject *base, Py_ssize_t index) noexcept {
    if (index >= 0 && (PyList_CheckExact(base) || PyTuple_CheckExact(base)))
        return PySequence_GetItem(base, index);
    PyObject *key = PyLong_FromSsize_t(index);
    PyObject *item = key ? PyObject_GetItem(base, key) : nullptr;
    Py_XDECREF(key);
    return item;
}

/// A key as a Python object: new reference, or NULL with an error set.
static inline PyObject *key_object(accessor::kind_t kind, const char *text, PyObject *object,
                                   Py_ssize_t index) noexcept {
    if (accessor_owns_key(kind)) {
        Py_XINCREF(object);
        return object;
    }
    if (kind == accessor::item_index)
        return PyLong_FromSsize_t(index);
    return rt::string_intern(text);
}

SUTURE_GLUE PyObject *accessor::ptr_or_null() const noexcept {
    if (m_cache || !m_base)
        return m_cache;
    if (m_kind == item_index)
        return m_cache = item_at(m_base, m_key.index);
    PyObject *key = key_object(m_kind, m_key.text, m_key.object, 0);
    if (key) {
        bool attribute = m_kind == attr_text || m_kind == attr_object;
        m_cache = attribute ? PyObject_GetAttr(m_base, key) : PyObject_GetItem(m_base, key);
        Py_DECREF(key);
    }
    return m_cache;
}

SUTURE_GLUE PyObject *accessor::ptr() const {
    PyObject *value = ptr_or_null();
    if (!value)
        raise_python_error();
    return value;
}

SUTURE_GLUE void accessor::assign(PyObject *value) const {
    PyObject *key = m_base ? key_object(m_kind, m_key.text, m_key.object, m_key.index) : nullptr;
    int status = -1;
    if (key) {
        if (m_kind == attr_text || m_kind == attr_object) {
            status = PyObject_SetAttr(m_base, key, value);
        } else {
            status = value ? PyObject_SetItem(m_base, key, value) : PyObject_DelItem(m_base, key);
        }
        Py_DECREF(key);
    }
    PyObject *old = m_cache;
    m_cache = nullptr;
    Py_XDECREF(old);
    checked(status);
}

SUTURE_GLUE void accessor::del() const { assign(nullptr); }
SUTURE_GLUE accessor::operator handle() const { return ptr(); }
SUTURE_GLUE accessor::operator object() const { return borrow(ptr()); }
// NOLINTNEXTLINE(bugprone-unhandled-self-assignment): `a = a` writes, as in Python
SUTURE_GLUE accessor &accessor::operator=(const accessor &other) {
    assign(other.ptr());
    return *this;
}

} // namespace detail

// --- object ----------------------------------------------------------------------------------

SUTURE_GLUE object &object::operator=(const object &other) {
    handle old(m_ptr); // released last: that may run any code
    other.inc_ref();
    m_ptr = other.m_ptr;
    old.dec_ref();
    return *this;
}
SUTURE_GLUE object &object::operator=(object &&other) noexcept {
    handle old(m_ptr);
    m_ptr = other.m_ptr;
    other.m_ptr = nullptr;
    old.dec_ref();
    return *this;
}
SUTURE_GLUE void object::reset() {
    handle old(m_ptr);
    m_ptr = nullptr;
    old.dec_ref();
}

} // namespace suture
