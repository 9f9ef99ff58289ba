// SPDX-License-Identifier: BSD-3-Clause
// Checks of the elements of typed<> containers.
#include "../../include/suture/typed.h"

#include "error.h"

namespace suture::detail {

/// Sets the TypeError of an element, unless its conversion has said what is wrong.
static inline void element_explain(PyObject *element, const element_check &check) noexcept {
    if (!PyErr_Occurred())
        rt::error_cast(element, check.name, check.types);
}

static inline bool element_passes(const element_check &check, PyObject *element, uint32_t flags,
                                  cleanup_list *cleanup) noexcept {
    return check.load(element, flags, cleanup) && !PyErr_Occurred();
}

/// An element at an index; `element` is a new reference or NULL with an error set.
static inline bool check_item(const element_check &check, PyObject *element, Py_ssize_t index,
                              uint32_t flags, cleanup_list *cleanup) noexcept {
    bool ok = element && element_passes(check, element, flags, cleanup);
    if (element && !ok && (flags & suture_load_explain)) {
        element_explain(element, check);
        type_error_prefix("item %zd", index);
    }
    Py_XDECREF(element);
    return ok;
}

/// Items by index. The container may change meanwhile: what is then missing is not checked.
static inline bool check_indexed(PyObject *container, const element_check *checks, bool same,
                                 uint32_t flags, cleanup_list *cleanup) noexcept {
    for (Py_ssize_t i = 0; i < PySequence_Size(container); ++i)
        if (!check_item(checks[same ? 0 : i], PySequence_GetItem(container, i), i, flags, cleanup))
            return false;
    return !PyErr_Occurred();
}

/// Items of a set, which have no index: the value is named.
static inline bool check_unordered(PyObject *container, const element_check &check, uint32_t flags,
                                   cleanup_list *cleanup) noexcept {
    PyObject *iterator = PyObject_GetIter(container), *element;
    while (iterator && (element = PyIter_Next(iterator))) {
        bool ok = element_passes(check, element, flags, cleanup);
        if (!ok && (flags & suture_load_explain)) {
            element_explain(element, check);
            type_error_prefix("item %R", element);
        }
        Py_DECREF(element);
        if (!ok)
            break;
    }
    // An early end leaves its reason to the caller, or none.
    bool whole = iterator && !PyErr_Occurred() && !element;
    Py_XDECREF(iterator);
    return whole;
}

static inline bool check_fixed(PyObject *tuple, const element_check *checks, size_t n,
                               uint32_t flags, cleanup_list *cleanup) noexcept {
    if (PyTuple_Size(tuple) == (Py_ssize_t) n)
        return check_indexed(tuple, checks, false, flags, cleanup);
    if (flags & suture_load_explain)
        PyErr_Format(PyExc_TypeError, "expected %zd items, got %zd", (Py_ssize_t) n,
                     PyTuple_Size(tuple));
    return false;
}

/// One entry of a mapping.
static inline bool check_entry(PyObject *key, PyObject *value, const element_check *checks,
                               uint32_t flags, cleanup_list *cleanup) noexcept {
    bool key_ok = element_passes(checks[0], key, flags, cleanup);
    if (key_ok && element_passes(checks[1], value, flags, cleanup))
        return true;
    if (flags & suture_load_explain) {
        element_explain(key_ok ? value : key, checks[key_ok ? 1 : 0]);
        type_error_prefix(key_ok ? "value of key %R" : "key %R", key);
    }
    return false;
}

static inline bool check_mapping(PyObject *mapping, const element_check *checks, uint32_t flags,
                                 cleanup_list *cleanup) noexcept {
    // A list of pairs: the mapping may change while its elements are looked at.
    PyObject *items = PyMapping_Items(mapping);
    Py_ssize_t n = items ? PyList_Size(items) : 0;
    bool ok = items != nullptr;
    for (Py_ssize_t i = 0; ok && i < n; ++i) {
        PyObject *pair = PyList_GetItem(items, i); // REF: borrowed
        bool is_pair = pair && PyTuple_Check(pair) && PyTuple_Size(pair) == 2;
        ok = is_pair && check_entry(PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1), checks,
                                    flags, cleanup);
    }
    Py_XDECREF(items);
    return ok;
}

SUTURE_GLUE bool check_elements(PyObject *container, container_kind kind,
                                const element_check *checks, size_t n, uint32_t flags,
                                cleanup_list *cleanup) noexcept {
    bool ok = true;
    switch (kind) {
        case container_kind::none: break;
        case container_kind::items:
            ok = PyAnySet_Check(container) ? check_unordered(container, checks[0], flags, cleanup)
                                           : check_indexed(container, checks, true, flags, cleanup);
            break;
        case container_kind::tuple: ok = check_fixed(container, checks, n, flags, cleanup); break;
        case container_kind::dict: ok = check_mapping(container, checks, flags, cleanup); break;
    }
    if (!ok && !(flags & suture_load_explain))
        PyErr_Clear();
    return ok;
}

} // namespace suture::detail
