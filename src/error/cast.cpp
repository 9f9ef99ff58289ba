// SPDX-License-Identifier: BSD-3-Clause
// The error of a value that cannot be converted.
#include "cast.h"

#include "../function/text.h"
#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

PyObject *value_text(PyObject *source) {
    if (!source)
        return PyUnicode_FromString("a null object");
    if (source == Py_None)
        return PyUnicode_FromString("None");
    if (PyLong_CheckExact(source)) {
        reference digits(PyObject_Str(source));
        if (digits && PyUnicode_GET_LENGTH(digits.object) <= 40)
            return PyUnicode_FromFormat("int (%U)", digits.object);
        PyErr_Clear(); // too many digits to print
    }
    return PyUnicode_FromFormat("%.200s", Py_TYPE(source)->tp_name);
}

void error_cast(PyObject *source, const char *expected, suture_type_ref *const *types) {
    reference why; // what an explaining load has found
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError))
            return;
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        why.reset(value ? PyObject_Str(value) : nullptr);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
        if (!why)
            PyErr_Clear();
    }
    interpreter *interp = interpreter_current();
    reference wanted(interp && (types || !strchr(expected, '%'))
                         ? type_text(interp, expected, types, false)
                         : PyUnicode_FromString(expected));
    reference got(value_text(source));
    if (!wanted || !got)
        return;
    if (why)
        PyErr_Format(PyExc_TypeError, "expected %U, got %U: %U", wanted.object, got.object,
                     why.object);
    else
        PyErr_Format(PyExc_TypeError, "expected %U, got %U", wanted.object, got.object);
}

SUTURE_RUNTIME_END
