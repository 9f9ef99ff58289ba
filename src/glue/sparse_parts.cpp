// SPDX-License-Identifier: BSD-3-Clause
// SciPy's compressed sparse matrices.
#ifndef SUTURE_GLUE_SPARSE_PARTS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_SPARSE_PARTS_CPP

#include "../../include/suture/detail/sparse_parts.h"

namespace suture::detail {

/// scipy.sparse: imported only where a conversion may need it, since who has a matrix imported it.
/// New reference, or NULL, with an error if the import failed.
static inline PyObject *scipy_sparse(bool import) noexcept {
    if (import)
        return PyImport_ImportModule("scipy.sparse");
    PyObject *modules = PyImport_GetModuleDict(); // REF: borrowed
    PyObject *module = modules ? PyDict_GetItemString(modules, "scipy.sparse") : nullptr;
    Py_XINCREF(module);
    return module;
}

/// Whether an attribute is True, is False, or (-1, no error) is neither.
static inline int flag_of(PyObject *object, const char *name) noexcept {
    PyObject *value = PyObject_GetAttrString(object, name);
    if (!value)
        PyErr_Clear();
    const int result = value == Py_True ? 1 : value == Py_False ? 0 : -1;
    Py_XDECREF(value);
    return result;
}

/// The arrays and the shape. False: no error of the object's is set.
static inline bool take_apart(const object &matrix, sparse_parts &parts) noexcept {
    parts.matrix = matrix;
    parts.data = steal(PyObject_GetAttrString(matrix.ptr(), "data"));
    parts.indices = steal(PyObject_GetAttrString(matrix.ptr(), "indices"));
    parts.indptr = steal(PyObject_GetAttrString(matrix.ptr(), "indptr"));
    const object shape = steal(PyObject_GetAttrString(matrix.ptr(), "shape"));
    long long rows = 0, columns = 0;
    const bool ok = parts.data.is_valid() && parts.indices.is_valid() && parts.indptr.is_valid() &&
                    shape.is_valid() && PyTuple_Check(shape.ptr()) &&
                    PyArg_ParseTuple(shape.ptr(), "LL", &rows, &columns);
    const Py_ssize_t entries = ok ? PyObject_Size(parts.data.ptr()) : -1;
    if (entries < 0 || rows < 0 || columns < 0)
        return no_match();
    parts.rows = rows;
    parts.columns = columns;
    parts.entries = entries;
    return true;
}

SUTURE_GLUE bool sparse_refuse(uint32_t flags, const char *why) noexcept {
    if ((flags & suture_load_explain) && !PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, why);
    return false;
}

SUTURE_GLUE bool sparse_name(uint32_t flags, const char *part) noexcept {
    if ((flags & suture_load_explain) && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_Format(PyExc_TypeError, "its %s: %S", part, value ? value : Py_None);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    return false;
}

SUTURE_GLUE bool sparse_sort(sparse_parts &parts, bool in_place) noexcept {
    const object matrix =
        in_place ? parts.matrix : steal(PyObject_CallMethod(parts.matrix.ptr(), "copy", nullptr));
    const object done = matrix.is_valid()
                            ? steal(PyObject_CallMethod(matrix.ptr(), "sum_duplicates", nullptr))
                            : object();
    return done.is_valid() ? take_apart(matrix, parts) : no_match();
}

SUTURE_GLUE bool sparse_widen(object &indices) noexcept {
    indices = steal(PyObject_CallMethod(indices.ptr(), "astype", "sss", "int64", "K", "safe"));
    return indices.is_valid() || no_match();
}

/// The matrix itself, or what it is converted to. New reference, NULL without an error.
static inline PyObject *as_matrix(PyObject *source, bool row_major, uint32_t flags) noexcept {
    const bool convert = flags & suture_load_convert;
    PyObject *module = scipy_sparse(convert);
    if (!module) {
        no_match();
        return nullptr;
    }
    PyObject *matrix = PyObject_GetAttrString(module, row_major ? "csr_matrix" : "csc_matrix");
    PyObject *array = PyObject_GetAttrString(module, row_major ? "csr_array" : "csc_array");
    if (!array)
        PyErr_Clear(); // SciPy before 1.8
    PyObject *result = nullptr;
    int found = matrix ? PyObject_IsInstance(source, matrix) : -1;
    if (found == 0 && array)
        found = PyObject_IsInstance(source, array);
    if (found > 0) {
        Py_INCREF(source);
        result = source;
    } else if (found == 0 && convert) {
        result = PyObject_CallFunctionObjArgs(matrix, source, NULL);
    }
    if (!result)
        no_match();
    Py_XDECREF(matrix);
    Py_XDECREF(array);
    Py_DECREF(module);
    return result;
}

SUTURE_GLUE bool sparse_open(PyObject *source, bool row_major, uint32_t flags,
                             sparse_parts &parts) noexcept {
    const object matrix = steal(as_matrix(source, row_major, flags));
    if (!matrix.is_valid())
        return sparse_refuse(flags, row_major ? "it is no csr_matrix" : "it is no csc_matrix");
    // What is no bool is no matrix of SciPy's, whose class may be derived from.
    if (flag_of(matrix.ptr(), "has_sorted_indices") < 0)
        return sparse_refuse(flags, "its has_sorted_indices is no bool");
    return take_apart(matrix, parts) || sparse_refuse(flags, "it has not two dimensions");
}

SUTURE_GLUE PyObject *sparse_make(bool row_major, PyObject *data, PyObject *indices,
                                  PyObject *indptr, int64_t rows, int64_t columns) noexcept {
    PyObject *module = scipy_sparse(true);
    PyObject *type =
        module ? PyObject_GetAttrString(module, row_major ? "csr_matrix" : "csc_matrix") : nullptr;
    PyObject *result = type ? PyObject_CallFunction(type, "(OOO)(LL)", data, indices, indptr,
                                                    (long long) rows, (long long) columns)
                            : nullptr;
    Py_XDECREF(type);
    Py_XDECREF(module);
    return result;
}

} // namespace suture::detail

#endif
