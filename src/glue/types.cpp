// SPDX-License-Identifier: BSD-3-Clause
// What the wrapper types and Python's built-in functions need besides single calls of the C API.
#include "../../include/suture/builtins.h"

namespace suture::detail {

SUTURE_GLUE PyObject *bool_from(PyObject *o) noexcept {
    int truth = o ? PyObject_IsTrue(o) : -1;
    return truth < 0 ? nullptr : PyBool_FromLong(truth);
}

SUTURE_GLUE const char *str_utf8_or_null(PyObject *str, size_t *size) noexcept {
#if defined(Py_LIMITED_API) && Py_LIMITED_API < 0x030A0000
    size_t n = 0;
    const char *utf8 = rt::string_load(str, &n, 0);
    if (!utf8 && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "the str has no UTF-8 form");
#else
    Py_ssize_t n = 0;
    const char *utf8 = PyUnicode_AsUTF8AndSize(str, &n);
#endif
    if (size)
        *size = (size_t) n;
    return utf8;
}

SUTURE_GLUE const char *str_utf8(PyObject *str, size_t *size) {
    const char *utf8 = str_utf8_or_null(str, size);
    checked(utf8 ? 0 : -1);
    return utf8;
}

// --- collections -----------------------------------------------------------------------------

SUTURE_GLUE PyObject *iterator_next(PyObject *iterator) {
    PyObject *item = PyIter_Next(iterator);
    if (!item && PyErr_Occurred())
        raise_python_error();
    return item;
}

SUTURE_GLUE void dict_iterator::next() {
    Py_ssize_t size = PyDict_Size(m_dict);
    if (size != m_size) {
        if (size >= 0)
            PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
        raise_python_error();
    }
    if (!PyDict_Next(m_dict, &m_position, &m_key, &m_value))
        m_dict = nullptr;
}

SUTURE_GLUE bool is_iterable(PyObject *o) noexcept {
#if defined(Py_LIMITED_API)
    PyObject *iterator = PyObject_GetIter(o);
    if (!iterator)
        PyErr_Clear();
    Py_XDECREF(iterator);
    return iterator != nullptr;
#else
    return Py_TYPE(o)->tp_iter != nullptr || PySequence_Check(o);
#endif
}

SUTURE_GLUE bool is_sequence(PyObject *o) noexcept { return PySequence_Check(o) != 0; }

SUTURE_GLUE bool is_mapping(PyObject *o) noexcept {
    // Sequences have the mapping protocol too, for slices.
    return PyDict_Check(o) || (PyMapping_Check(o) && PyObject_HasAttrString(o, "keys"));
}

SUTURE_GLUE PyObject *dict_from(PyObject *o) noexcept {
    return PyObject_CallFunctionObjArgs((PyObject *) &PyDict_Type, o, nullptr);
}

SUTURE_GLUE int list_clear(PyObject *list) noexcept {
    return PyList_SetSlice(list, 0, PyList_Size(list), nullptr);
}

SUTURE_GLUE PyObject *dict_get(PyObject *dict, PyObject *key, PyObject *otherwise) {
    PyObject *value = PyDict_GetItemWithError(dict, key); // REF: borrowed
    if (!value && PyErr_Occurred())
        raise_python_error();
    if (!value)
        value = otherwise;
    Py_XINCREF(value);
    return value;
}

SUTURE_GLUE PyObject *tuple_from(PyObject *const *values, size_t n, uint64_t owned) {
    PyObject *tuple = PyTuple_New((Py_ssize_t) n);
    bool ok = tuple != nullptr;
    for (size_t i = 0; i < n; ++i) {
        PyObject *value = values[i];
        if (!(owned >> i & 1))
            Py_XINCREF(value);
        ok = value && ok;
        if (tuple && value)
            PyTuple_SetItem(tuple, (Py_ssize_t) i, value); // REF: steals
        else
            Py_XDECREF(value);
    }
    if (!ok) {
        Py_XDECREF(tuple);
        raise_python_error();
    }
    return tuple;
}

// --- built-in functions ----------------------------------------------------------------------

SUTURE_GLUE PyObject *get_attr_or(PyObject *o, PyObject *name, PyObject *otherwise) {
    PyObject *value = o && name ? PyObject_GetAttr(o, name) : nullptr;
    if (value)
        return value;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError))
        raise_python_error();
    PyErr_Clear();
    Py_XINCREF(otherwise);
    return otherwise;
}

SUTURE_GLUE bool has_attr(PyObject *o, PyObject *name) {
    PyObject *value = get_attr_or(o, name, nullptr);
    Py_XDECREF(value);
    return value != nullptr;
}

SUTURE_GLUE size_t length(PyObject *o) {
    Py_ssize_t n = PyObject_Size(o);
    checked(n < 0 ? -1 : 0);
    return (size_t) n;
}

SUTURE_GLUE size_t length_hint(PyObject *o) {
#if defined(Py_LIMITED_API)
    return (size_t) import_("operator").attr("length_hint")(handle(o)).cast<Py_ssize_t>();
#else
    Py_ssize_t n = PyObject_LengthHint(o, 0);
    checked(n < 0 ? -1 : 0);
    return (size_t) n;
#endif
}

SUTURE_GLUE Py_hash_t hash_of(PyObject *o) {
    Py_hash_t value = PyObject_Hash(o);
    checked(value == -1 ? -1 : 0);
    return value;
}

SUTURE_GLUE PyObject *builtins_dict() {
    PyObject *dict = PyEval_GetBuiltins(); // REF: borrowed
    checked(dict ? 0 : -1);
    Py_INCREF(dict);
    return dict;
}

SUTURE_GLUE PyObject *current_globals() {
    PyObject *dict = PyEval_GetGlobals(); // REF: borrowed
    if (!dict) {
        PyObject *main = PyImport_AddModule("__main__");
        checked(main ? 0 : -1);
        dict = PyModule_GetDict(main);
    }
    Py_INCREF(dict);
    return dict;
}

} // namespace suture::detail
