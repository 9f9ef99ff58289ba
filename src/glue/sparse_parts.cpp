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

/// A copy in order: indices sorted, none twice. NULL with an error.
static inline PyObject *in_order(PyObject *matrix) noexcept {
    PyObject *copy = PyObject_CallMethod(matrix, "copy", nullptr);
    PyObject *done = copy ? PyObject_CallMethod(copy, "sum_duplicates", nullptr) : nullptr;
    if (!done)
        Py_CLEAR(copy);
    Py_XDECREF(done);
    return copy;
}

SUTURE_GLUE bool sparse_refuse(uint32_t flags, const char *why) noexcept {
    if (flags & suture_load_explain)
        PyErr_SetString(PyExc_TypeError, why);
    return false;
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
    object matrix = steal(as_matrix(source, row_major, flags));
    if (!matrix.is_valid())
        return sparse_refuse(flags, row_major ? "it is no csr_matrix" : "it is no csc_matrix");
    const int sorted = flag_of(matrix.ptr(), "has_sorted_indices");
    if (sorted < 0)
        return sparse_refuse(flags, "its has_sorted_indices is no bool");
    if (!sorted && !(flags & suture_load_convert))
        return sparse_refuse(flags, "its indices are not sorted");
    if ((flags & suture_load_convert) &&
        (!sorted || flag_of(matrix.ptr(), "has_canonical_format") != 1)) {
        matrix = steal(in_order(matrix.ptr()));
        if (!matrix.is_valid())
            return no_match();
    }
    parts.data = steal(PyObject_GetAttrString(matrix.ptr(), "data"));
    parts.indices = steal(PyObject_GetAttrString(matrix.ptr(), "indices"));
    parts.indptr = steal(PyObject_GetAttrString(matrix.ptr(), "indptr"));
    PyObject *shape = PyObject_GetAttrString(matrix.ptr(), "shape");
    bool ok = parts.data.is_valid() && parts.indices.is_valid() && parts.indptr.is_valid() && shape;
    long long rows = 0, columns = 0;
    ok = ok && PyTuple_Check(shape) && PyArg_ParseTuple(shape, "LL", &rows, &columns);
    Py_XDECREF(shape);
    const Py_ssize_t entries = ok ? PyObject_Size(parts.data.ptr()) : -1;
    if (entries < 0 || rows < 0 || columns < 0)
        return no_match();
    parts.rows = rows;
    parts.columns = columns;
    parts.entries = entries;
    return true;
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
