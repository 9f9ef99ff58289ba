// SPDX-License-Identifier: BSD-3-Clause
// The error of a value that cannot be converted.
#include "cast.h"

#include "../call/dispatch.h"
#include "../function/text.h"
#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Whether what is expected is text in UTF-8, and the str has none.
static bool lacks_utf8(PyObject *source, const char *expected) {
    const bool text = !strncmp(expected, "str", 3) && (!expected[3] || expected[3] == ' ');
    if (!text || !PyUnicode_Check(source) || PyUnicode_AsUTF8(source))
        return false;
    PyErr_Clear();
    return true;
}

PyObject *value_text(PyObject *source, const char *expected) {
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
    return PyUnicode_FromFormat(lacks_utf8(source, expected)
                                    ? "%.200s with a lone surrogate, which UTF-8 cannot hold"
                                    : "%.200s",
                                Py_TYPE(source)->tp_name);
}

/// Text of the TypeError that is set, which is cleared. NULL: there is none; other errors stay.
static PyObject *take_type_error_text() {
    if (!PyErr_Occurred() || !PyErr_ExceptionMatches(PyExc_TypeError))
        return nullptr;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *text = value ? PyObject_Str(value) : nullptr;
    if (!text)
        PyErr_Clear();
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return text;
}

PyObject *load_reason(const suture_caster *caster, PyObject *source, uint32_t flags) {
    void *storage = operator new(caster->size, std::align_val_t(caster->align), std::nothrow);
    if (!storage)
        return PyErr_NoMemory();
    suture_context context;
    context_init(&context);
    if (caster->load(storage, source, flags | suture_load_explain, &context) > 0 && caster->destroy)
        caster->destroy(storage);
    reference text(take_type_error_text());
    context_clear(&context);
    operator delete(storage, std::align_val_t(caster->align), std::nothrow);
    return text.release();
}

void error_cast(PyObject *source, const char *expected, suture_type_ref *const *types) {
    reference why(take_type_error_text()); // what an explaining load has found
    if (PyErr_Occurred())
        return;
    interpreter *interp = interpreter_current();
    reference wanted(interp && (types || !strchr(expected, '%'))
                         ? type_text(interp, expected, types, false)
                         : PyUnicode_FromString(expected));
    reference got(wanted ? value_text(source, expected) : nullptr);
    if (!got)
        return;
    if (why)
        PyErr_Format(PyExc_TypeError, "expected %U, got %U: %U", wanted.object, got.object,
                     why.object);
    else
        PyErr_Format(PyExc_TypeError, "expected %U, got %U", wanted.object, got.object);
}

SUTURE_RUNTIME_END
