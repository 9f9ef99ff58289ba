// SPDX-License-Identifier: BSD-3-Clause
// NumPy's arrays by NumPy's C interface, found at run time: no header of NumPy, no linking.
#pragma once

#include "state.h"

SUTURE_RUNTIME_BEGIN

/// The beginning of NumPy's array object, the same in every release of its ABI 1 and 2.
struct numpy_array_fields {
    PyObject ob_base;
    char *data;
    int ndim;
    Py_ssize_t *dimensions;
    Py_ssize_t *strides; ///< in bytes
    PyObject *base;
    PyObject *descr;
    int flags;
};
/// Likewise of its dtype object.
struct numpy_dtype_fields {
    PyObject ob_base;
    PyObject *type_object;
    char kind, type, byte_order, former_flags;
    int type_number;
};

static constexpr int numpy_writable = 0x0400;

/// Whether NumPy's C interface can be used: looks for it if NumPy has been imported or, with
/// `import`, imports it. 0 without an error: go by the protocols; -1 with one.
int numpy_find(array_state *state, bool import);

/// dtype of a NumPy array of numbers in native byte order; false for others.
bool numpy_dtype(const numpy_array_fields *array, dlpack::dtype *type);

/// numpy.ndarray of an array: a view that keeps it alive, or a copy. NULL with an error.
PyObject *numpy_store(array_state *state, array_object *array, bool copy);

SUTURE_RUNTIME_END
