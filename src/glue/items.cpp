// SPDX-License-Identifier: BSD-3-Clause
// Items of Python containers for the conversions of standard containers.
#ifndef SUTURE_GLUE_ITEMS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_ITEMS_CPP

#include "../../include/suture/detail/items.h"

#include "error.h"

namespace suture::detail {

/// Items of `tuple`, which is stolen. NULL leaves the error to no_match().
static inline bool tuple_hold(PyObject *tuple, held_items &items) noexcept {
    if (!tuple)
        return no_match();
    PyObject *inner = nullptr;
    items.data = rt::sequence_items(tuple, &items.size, &inner);
    if (inner) {
        Py_DECREF(tuple);
        items.holder = inner;
    } else {
        items.holder = tuple;
    }
    return items.data != nullptr;
}

SUTURE_GLUE bool sequence_hold(PyObject *source, held_items &items) noexcept {
    // A list can change while its items are converted, by their own conversion or by a thread.
    if (PyList_Check(source))
        return tuple_hold(PyList_AsTuple(source), items);
    items.data = rt::sequence_items(source, &items.size, &items.holder);
    return items.data || no_match();
}

SUTURE_GLUE bool iterable_hold(PyObject *source, uint32_t flags, held_items &items) noexcept {
    if (PyList_Check(source) || PyTuple_Check(source))
        return sequence_hold(source, items);
    if (PyUnicode_Check(source))
        return false;
    PyObject *iterator = PyObject_GetIter(source);
    if (!iterator)
        return no_match();
    bool once = iterator == source;
    PyObject *tuple = once && !(flags & suture_load_convert) ? nullptr : PySequence_Tuple(iterator);
    Py_DECREF(iterator);
    return tuple_hold(tuple, items);
}

/// Places a pair of borrowed references in a new tuple.
static inline bool place_pair(PyObject *tuple, Py_ssize_t i, PyObject *key,
                              PyObject *value) noexcept {
    Py_INCREF(key);
    Py_INCREF(value);
    return !PyTuple_SetItem(tuple, 2 * i, key) && !PyTuple_SetItem(tuple, 2 * i + 1, value);
}

static inline PyObject *flatten_dict(PyObject *dict) noexcept {
    Py_ssize_t n = PyDict_Size(dict), i = 0, at = 0;
    PyObject *flat = PyTuple_New(2 * n), *key, *value;
    if (!flat)
        return nullptr;
    while (i < n && PyDict_Next(dict, &at, &key, &value))
        place_pair(flat, i++, key, value);
    if (i < n)
        Py_CLEAR(flat);
    return flat;
}

/// The same of the list of pairs that items() gave.
static inline PyObject *flatten_pairs(PyObject *list) noexcept {
    Py_ssize_t n = PyList_Size(list);
    PyObject *flat = n < 0 ? nullptr : PyTuple_New(2 * n);
    for (Py_ssize_t i = 0; flat && i < n; ++i) {
        PyObject *pair = PyList_GetItem(list, i);
        if (pair && PyTuple_Check(pair) && PyTuple_Size(pair) == 2)
            place_pair(flat, i, PyTuple_GetItem(pair, 0), PyTuple_GetItem(pair, 1));
        else
            Py_CLEAR(flat);
    }
    return flat;
}

SUTURE_GLUE bool mapping_hold(PyObject *source, held_items &items) noexcept {
    PyObject *flat = nullptr;
    if (PyDict_CheckExact(source)) {
        flat = flatten_dict(source);
    } else if (PyMapping_Check(source) && !PyList_Check(source) && !PyTuple_Check(source) &&
               !PyUnicode_Check(source)) {
        PyObject *list = PyMapping_Items(source);
        if (list)
            flat = flatten_pairs(list);
        Py_XDECREF(list);
    }
    bool ok = tuple_hold(flat, items);
    items.size /= 2;
    return ok;
}

SUTURE_GLUE bool scalars_hold(PyObject *source, held_items &items) noexcept {
    items.data = rt::sequence_items(source, &items.size, &items.holder);
    return items.data || no_match();
}

/// Names the item that is no such scalar.
static inline void scalars_explain(int code, const held_items &items, uint32_t flags) noexcept {
    bool real = code == suture_code_f32 || code == suture_code_f64;
    part_text expected{code == suture_code_bool   ? "bool"
                       : code == suture_code_char ? "str"
                       : real                     ? "float"
                                                  : "int",
                       nullptr};
    suture_slot slot;
    for (size_t i = 0; i < items.size; ++i)
        if (!rt::slot_load(code, items.data[i], flags, &slot))
            return explain_item(items.data[i], i, flags, expected);
}

/// Whether converting the items runs no Python code (__index__, __float__).
static inline bool are_plain_numbers(const held_items &items) noexcept {
    for (size_t i = 0; i < items.size; ++i)
        if (!PyLong_CheckExact(items.data[i]) && !PyFloat_CheckExact(items.data[i]))
            return false;
    return true;
}

SUTURE_GLUE bool scalars_load(int code, PyObject *source, held_items &items, uint32_t flags,
                              void *array) noexcept {
    // A conversion may change the list that the items are borrowed from: where one is needed that
    // runs code, the items are those of a copy of the list.
    uint32_t runs_code = suture_load_convert | suture_load_bool_as_int | suture_load_int_as_float;
    size_t size = items.size;
    if ((flags & runs_code) && !items.holder && PyList_Check(source)) {
        if (rt::array_load(code, items.data, size, flags & ~runs_code, array))
            return true;
        if (!are_plain_numbers(items) && (!sequence_hold(source, items) || items.size != size))
            return false;
    }
    if (rt::array_load(code, items.data, size, flags, array))
        return true;
    no_match();
    if (flags & suture_load_explain)
        scalars_explain(code, items, flags);
    return false;
}

SUTURE_GLUE PyObject *tuple_steal(PyObject **items, size_t n) noexcept {
    bool complete = true;
    for (size_t i = 0; i < n; ++i)
        complete = complete && items[i];
    PyObject *tuple = complete ? PyTuple_New((Py_ssize_t) n) : nullptr;
    for (size_t i = 0; i < n; ++i) {
        if (tuple)
            PyTuple_SetItem(tuple, (Py_ssize_t) i, items[i]);
        else
            Py_XDECREF(items[i]);
    }
    return tuple;
}

SUTURE_GLUE bool dict_steal(PyObject *dict, PyObject *key, PyObject *value) noexcept {
    bool ok = key && value && PyDict_SetItem(dict, key, value) == 0;
    Py_XDECREF(key);
    Py_XDECREF(value);
    if (!ok)
        Py_DECREF(dict);
    return ok;
}

SUTURE_GLUE bool set_steal(PyObject *set, PyObject *item) noexcept {
    bool ok = item && PySet_Add(set, item) == 0;
    Py_XDECREF(item);
    if (!ok)
        Py_DECREF(set);
    return ok;
}

SUTURE_GLUE bool conversion_threw() noexcept {
    translate_current_exception();
    return false;
}

SUTURE_GLUE bool no_match() noexcept {
    PyObject *error = PyErr_Occurred();
    if (error && PyErr_GivenExceptionMatches(error, PyExc_Exception) &&
        !PyErr_GivenExceptionMatches(error, PyExc_MemoryError))
        PyErr_Clear();
    return false;
}

SUTURE_GLUE void explain_item(PyObject *item, size_t index, uint32_t flags,
                              const part_text &expected) noexcept {
    if (!(flags & suture_load_explain))
        return;
    rt::error_cast(item, expected.text, expected.types);
    type_error_prefix("item %zu", index);
}

SUTURE_GLUE void explain_key(PyObject *key, uint32_t flags, const part_text &expected) noexcept {
    if (!(flags & suture_load_explain))
        return;
    rt::error_cast(key, expected.text, expected.types);
    type_error_prefix("key %R", key);
}

SUTURE_GLUE void explain_mapped(PyObject *key, PyObject *value, uint32_t flags,
                                const part_text &expected) noexcept {
    if (!(flags & suture_load_explain))
        return;
    rt::error_cast(value, expected.text, expected.types);
    type_error_prefix("value of %R", key);
}

SUTURE_GLUE void raise_value(PyObject *error) noexcept {
    if (!error)
        return;
    bool is_exception = PyObject_IsInstance(error, PyExc_BaseException) > 0;
    PyErr_SetObject(is_exception ? (PyObject *) Py_TYPE(error) : PyExc_RuntimeError, error);
    Py_DECREF(error);
}

} // namespace suture::detail

#endif
