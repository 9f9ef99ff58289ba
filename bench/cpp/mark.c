/* SPDX-License-Identifier: BSD-3-Clause
   A function that does nothing: callgrind writes its counters each time `bench_mark` is entered, so
   that one process holds the loops of all kinds, each between two marks. */

#include <Python.h>

Py_EXPORTED_SYMBOL PyObject *bench_mark(PyObject *module, PyObject *unused) { Py_RETURN_NONE; }

static PyMethodDef functions[] = {{"mark", bench_mark, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "mark", .m_size = -1,
                                        .m_methods = functions};

PyMODINIT_FUNC PyInit_mark(void) { return PyModule_Create(&definition); }
