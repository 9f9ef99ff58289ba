// SPDX-License-Identifier: BSD-3-Clause
// SciPy's compressed sparse matrices, taken apart and put together; nothing here knows Eigen.
#pragma once

#include <limits> // numeric_limits

#include "../object.h"
#include "items.h"

namespace suture::detail {

/// The arrays of a csr_matrix or csc_matrix, and its shape.
struct sparse_parts {
    object matrix; ///< that they are of
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
/// With suture_load_convert, what SciPy makes such a matrix of is taken too. False without an
/// error, but for the TypeError that suture_load_explain asks for.
SUTURE_GLUE bool sparse_open(PyObject *source, bool row_major, uint32_t flags,
                             sparse_parts &parts) noexcept;
/// Replaces the parts by those of a copy in order, indices sorted and none twice, or puts the
/// matrix itself in order, as SciPy does when it needs to. False without an error.
SUTURE_GLUE bool sparse_sort(sparse_parts &parts, bool in_place) noexcept;
/// Replaces an array of integers by one of int64. False without an error: they are none, or not all
/// would fit.
SUTURE_GLUE bool sparse_widen(object &indices) noexcept;
/// Says what is wrong where `flags` ask for it. Always false.
SUTURE_GLUE bool sparse_refuse(uint32_t flags, const char *why) noexcept;
/// Puts the array's name before what is said to be wrong with it. Always false.
SUTURE_GLUE bool sparse_name(uint32_t flags, const char *part) noexcept;
/// New csr_matrix or csc_matrix over these arrays; NULL with an error.
SUTURE_GLUE PyObject *sparse_make(bool row_major, PyObject *data, PyObject *indices,
                                  PyObject *indptr, int64_t rows, int64_t columns) noexcept;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/sparse_parts.cpp"
#endif
