# SPDX-License-Identifier: BSD-3-Clause
"""Writes the build workloads in C against CPython's API, as an author without a binding library would."""

from __future__ import annotations

Types = tuple[str, ...]

_PRELUDE = """\
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

"""

_CONVERSIONS = """\
static int in_range(PyObject *object, long low, long high, long *out) {
    *out = PyLong_AsLong(object);
    if (*out == -1 && PyErr_Occurred())
        return 0;
    if (*out >= low && *out <= high)
        return 1;
    PyErr_SetString(PyExc_OverflowError, "integer out of range");
    return 0;
}
#define SMALL(type, low, high)                             \\
    static int to_##type(PyObject *object, type *out) {    \\
        long wide;                                         \\
        if (!in_range(object, low, high, &wide))           \\
            return 0;                                      \\
        *out = (type)wide;                                 \\
        return 1;                                          \\
    }
SMALL(uint16_t, 0, UINT16_MAX)
SMALL(int32_t, INT32_MIN, INT32_MAX)
SMALL(uint32_t, 0, UINT32_MAX)
static int to_int64_t(PyObject *object, int64_t *out) {
    *out = PyLong_AsLongLong(object);
    return *out != -1 || !PyErr_Occurred();
}
static int to_uint64_t(PyObject *object, uint64_t *out) {
    *out = PyLong_AsUnsignedLongLong(object);
    return *out != (uint64_t)-1 || !PyErr_Occurred();
}
static int to_float(PyObject *object, float *out) {
    double wide = PyFloat_AsDouble(object);
    *out = (float)wide;
    return wide != -1.0 || !PyErr_Occurred();
}
static int has_six(Py_ssize_t count) {
    if (count == 6)
        return 1;
    PyErr_SetString(PyExc_TypeError, "6 arguments expected");
    return 0;
}

"""


def empty() -> str:
    """A module without content."""
    return _PRELUDE + _module("empty", "NULL", "")


def functions(orders: list[Types]) -> str:
    """One METH_FASTCALL function for each order of the parameter types."""
    parts = [_PRELUDE, _CONVERSIONS]
    for number, types in enumerate(orders):
        parts.append(
            f"static PyObject *test_{number:04}(PyObject *m, PyObject *const *args, Py_ssize_t count) {{\n"
            f"{_declare(types)}    if (!has_six(count){_convert(types, 'args[{}]')})\n        return NULL;\n"
            "    return PyFloat_FromDouble(a + b + c + d + e + f);\n}\n\n"
        )
    parts.append("static PyMethodDef methods[] = {\n")
    for number in range(len(orders)):
        name = f"test_{number:04}"
        parts.append(f'    {{"{name}", (PyCFunction)(void (*)(void)){name}, METH_FASTCALL, NULL}},\n')
    parts.append("    {NULL, NULL, 0, NULL},\n};\n\n")
    parts.append(_module("func", "methods", ""))
    return "".join(parts)


def classes(orders: list[Types]) -> str:
    """One heap type for each order of the parameter types."""
    parts = [_PRELUDE, _CONVERSIONS, _DEALLOC]
    parts += [_class(f"test_{number:04}", types) for number, types in enumerate(orders)]
    parts.append("static PyType_Spec *const specs[] = {\n")
    parts += [f"    &test_{number:04}_spec,\n" for number in range(len(orders))]
    parts.append("};\n\n")
    parts.append(_module("class_", "NULL", _ADD_TYPES))
    return "".join(parts)


_DEALLOC = """\
static void dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

"""

_ADD_TYPES = """\
    for (size_t i = 0; m && i < sizeof specs / sizeof *specs; ++i) {
        PyObject *type = PyType_FromSpec(specs[i]);
        if (!type || PyModule_AddType(m, (PyTypeObject *)type) < 0)
            return NULL;
        Py_DECREF(type);
    }
"""


def _class(name: str, types: Types) -> str:
    members = "".join(f"    {type_} {letter};\n" for type_, letter in zip(types, "abcdef", strict=True))
    stores = "".join(f"    self->{letter} = {letter};\n" for letter in "abcdef")
    return f"""\
typedef struct {{
    PyObject_HEAD
{members}}} {name};
static PyObject *{name}_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {{
{_declare(types)}    if (!has_six(PyTuple_GET_SIZE(args)){_convert(types, "PyTuple_GET_ITEM(args, {})")})
        return NULL;
    {name} *self = ({name} *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
{stores}    return (PyObject *)self;
}}
static PyObject *{name}_sum(PyObject *object, PyObject *unused) {{
    {name} *self = ({name} *)object;
    return PyFloat_FromDouble(self->a + self->b + self->c + self->d + self->e + self->f);
}}
static PyMethodDef {name}_methods[] = {{{{"sum", {name}_sum, METH_NOARGS, NULL}}, {{NULL, NULL, 0, NULL}}}};
static PyType_Slot {name}_slots[] = {{
    {{Py_tp_new, {name}_new}}, {{Py_tp_methods, {name}_methods}}, {{Py_tp_dealloc, dealloc}}, {{0, NULL}}}};
static PyType_Spec {name}_spec = {{"class_.{name}", sizeof({name}), 0, Py_TPFLAGS_DEFAULT, {name}_slots}};

"""


def _declare(types: Types) -> str:
    return "".join(f"    {type_} {letter};\n" for type_, letter in zip(types, "abcdef", strict=True))


def _convert(types: Types, item: str) -> str:
    return "".join(
        f" ||\n        !to_{type_}({item.format(index)}, &{letter})"
        for index, (type_, letter) in enumerate(zip(types, "abcdef", strict=True))
    )


def _module(name: str, methods: str, body: str) -> str:
    return f"""\
static struct PyModuleDef definition = {{
    PyModuleDef_HEAD_INIT, .m_name = "{name}", .m_size = -1, .m_methods = {methods}}};
PyMODINIT_FUNC PyInit_{name}(void) {{
    PyObject *m = PyModule_Create(&definition);
{body}    return m;
}}
"""
