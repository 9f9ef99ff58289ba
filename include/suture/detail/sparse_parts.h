// SPDX-License-Identifier: BSD-3-Clause
// SciPy's compressed sparse matrices, taken apart and put together; nothing here knows Eigen.
#pragma once

#include <limits> // numeric_limits

#include "../object.h"
#include "items.h"

namespace suture::detail {

/// The arrays of a csr_matrix or csc_matrix, and its shape.
struct sparse_parts {
    object data, indices, indptr;
    int64_t rows = 0, columns = 0;
    int64_t entries = 0; ///< length of `data`

    /// What an index has to hold.
    int64_t largest() const {
        const int64_t side = rows > columns ? rows : columns;
        return side > entries ? side : entries;
    }
};

/// Takes a csr_matrix (`row_major`) or csc_matrix apart, or the array classes of the same format.
/// With suture_load_convert, what SciPy makes such a matrix of is taken too, and a matrix whose
/// indices are not sorted or stand twice is put in order in a copy. False without an error, but for
/// the TypeError that suture_load_explain asks for.
SUTURE_GLUE bool sparse_open(PyObject *source, bool row_major, uint32_t flags,
                             sparse_parts &parts) noexcept;
/// Says what is wrong where `flags` ask for it. Always false.
SUTURE_GLUE bool sparse_refuse(uint32_t flags, const char *why) noexcept;
/// New csr_matrix or csc_matrix over these arrays; NULL with an error.
SUTURE_GLUE PyObject *sparse_make(bool row_major, PyObject *data, PyObject *indices,
                                  PyObject *indptr, int64_t rows, int64_t columns) noexcept;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/sparse_parts.cpp"
#endif
