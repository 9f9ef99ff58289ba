// SPDX-License-Identifier: BSD-3-Clause
// Scopes of a binding, modules and classes: their attributes, and the errors that name them.
#include <cstdarg> // va_list

#include "define.h"

SUTURE_RUNTIME_BEGIN

SUTURE_COLD void binding_error(PyObject *scope, const char *name, const char *format, ...) {
    PyObject *type, *cause, *traceback;
    PyErr_Fetch(&type, &cause, &traceback);
    PyErr_NormalizeException(&type, &cause, &traceback);
    va_list arguments;
    va_start(arguments, format);
    reference what(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    reference where;
    if (!what) {
        // the error is set
    } else if (scope && PyType_Check(scope)) {
        reference module(PyObject_GetAttrString(scope, "__module__"));
        reference qualname(module ? PyObject_GetAttrString(scope, "__qualname__") : nullptr);
        if (qualname)
            where.reset(PyUnicode_FromFormat("%U.%U.%s", module.object, qualname.object, name));
    } else if (scope && PyModule_Check(scope)) {
        where.reset(PyUnicode_FromFormat("%s.%s", PyModule_GetName(scope), name));
    } else {
        where.reset(PyUnicode_FromString(name));
    }
    if (where)
        PyErr_Format(PyExc_ImportError, "%U: %U", where.object, what.object);
    if (cause) {
        PyObject *t, *value, *tb;
        PyErr_Fetch(&t, &value, &tb);
        PyErr_NormalizeException(&t, &value, &tb);
        if (value)
            PyException_SetCause(value, Py_NewRef(cause)); // REF: steals
        PyErr_Restore(t, value, tb);
    }
    Py_XDECREF(type);
    Py_XDECREF(cause);
    Py_XDECREF(traceback);
}

SUTURE_COLD void binding_error_text(PyObject *scope, const char *name) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    reference text(value ? PyObject_Str(value) : nullptr);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    if (text)
        binding_error(scope, name, "%U", text.object);
}

PyObject *scope_get(PyObject *scope, PyObject *name) {
    PyObject *dict = PyType_Check(scope)     ? ((PyTypeObject *) scope)->tp_dict
                     : PyModule_Check(scope) ? PyModule_GetDict(scope)
                                             : nullptr;
    if (!dict)
        return nullptr;
    PyObject *value = PyDict_GetItemWithError(dict, name);
    if (!value)
        PyErr_Clear();
    return value;
}

int scope_set(PyObject *scope, PyObject *name, PyObject *value, bool slots) {
    if (PyType_Check(scope)) {
        PyTypeObject *type = (PyTypeObject *) scope;
        if (slots)
            return PyType_Type.tp_setattro(scope, name, value);
        int result = PyDict_SetItem(type->tp_dict, name, value);
        PyType_Modified(type);
        return result;
    }
    if (PyModule_Check(scope))
        return PyDict_SetItem(PyModule_GetDict(scope), name, value);
    return PyObject_SetAttr(scope, name, value);
}

SUTURE_RUNTIME_END
