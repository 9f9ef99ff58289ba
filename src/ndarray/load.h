// SPDX-License-Identifier: BSD-3-Clause
// Arrays from Python: what an object offers, what of it does not fit, and its conversion.
#pragma once

#include "state.h"

SUTURE_RUNTIME_BEGIN

/// What an object offers, before an array is made of it.
struct candidate {
    dlpack::tensor tensor;
    bool read_only;
    array_origin origin;
    void *managed;      ///< by `origin`; ours
    PyObject *capsule;  ///< to be marked as used, strong, or NULL
    const char *format; ///< of a structured buffer, else NULL
    int64_t sizes[2 * max_ndim];
};

/// Constraints that an array does not meet.
enum mismatch_bits : unsigned {
    wrong_dtype = 1,
    wrong_shape = 2,
    wrong_order = 4,
    wrong_device = 8,
    wrong_access = 16
};

/// What `source` offers by DLPack or the buffer protocol. False: it is no array that C++ can have,
/// perhaps with an error set that says why.
bool candidate_find(array_state *state, PyObject *source, bool read_only, candidate &c);
/// Gives back what candidate_find took.
void candidate_drop(candidate &c);

/// A copy of `source` by its own library that meets dtype and order: new reference, or NULL,
/// perhaps with an error set that says why.
PyObject *candidate_convert(array_state *state, const suture_ndarray_config *config,
                            PyObject *source, const dlpack::dtype &found, unsigned wrong);

/// The suture_ndarray_framework that a type belongs to; suture_ndarray_none for others.
int framework_of(array_state *state, PyTypeObject *type);

// Entries of the service.
int array_from_python(const suture_table *core, const suture_ndarray_config *config,
                      PyObject *source, uint32_t flags, suture_ndarray **result);
int array_check(const suture_table *core, PyObject *source);

SUTURE_RUNTIME_END
