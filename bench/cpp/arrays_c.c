/* SPDX-License-Identifier: BSD-3-Clause
   The kinds of call with arrays in hand-written C, with NumPy's C interface. */

#include <Python.h>

#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <numpy/arrayobject.h> /* PyArrayObject */

static PyObject *total(PyObject *module, PyObject *object) {
    (void) module;
    PyArrayObject *array = (PyArrayObject *) object;
    if (!PyArray_Check(object) || PyArray_TYPE(array) != NPY_DOUBLE || PyArray_NDIM(array) != 1 ||
        !PyArray_ISCARRAY_RO(array)) {
        PyErr_SetString(PyExc_TypeError, "total(): expected a contiguous array of float64");
        return NULL;
    }
    const double *values = (const double *) PyArray_DATA(array);
    double sum = 0;
    for (npy_intp i = 0; i < PyArray_DIM(array, 0); ++i)
        sum += values[i];
    return PyFloat_FromDouble(sum);
}

static void release(PyObject *capsule) { PyMem_Free(PyCapsule_GetPointer(capsule, NULL)); }

static PyObject *four(PyObject *module, PyObject *unused) {
    (void) module;
    (void) unused;
    npy_intp shape[1] = {4};
    double *values = PyMem_Malloc(4 * sizeof(double));
    if (!values)
        return PyErr_NoMemory();
    for (int i = 0; i < 4; ++i)
        values[i] = i;
    PyObject *owner = PyCapsule_New(values, NULL, release);
    if (!owner) {
        PyMem_Free(values);
        return NULL;
    }
    PyObject *array = PyArray_SimpleNewFromData(1, shape, NPY_DOUBLE, values);
    if (!array) {
        Py_DECREF(owner);
        return NULL;
    }
    if (PyArray_SetBaseObject((PyArrayObject *) array, owner) < 0) { /* took the owner */
        Py_DECREF(array);
        return NULL;
    }
    return array;
}

static PyMethodDef functions[] = {
    {"total", total, METH_O, NULL}, {"four", four, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "arrays_c", .m_size = -1, .m_methods = functions};

PyMODINIT_FUNC PyInit_arrays_c(void) {
    import_array();
    return PyModule_Create(&definition);
}
