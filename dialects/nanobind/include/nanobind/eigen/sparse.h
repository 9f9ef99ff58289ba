// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eigen/sparse.h>, with nanobind's ways where they differ.
#pragma once

#include "../../../../../include/suture/eigen/sparse.h"
#include "../nanobind.h"

namespace suture::detail {
template <class T> struct eigen_sparse_rules<T, void> {
    static constexpr const char *uncompressed =
        "nanobind: unable to return an Eigen sparse matrix that is not in a compressed format. "
        "Please call `.makeCompressed()` before returning the value on the C++ end.";
    static constexpr bool const_is_writable = true;
    static constexpr bool sorts_in_place = true;
};
} // namespace suture::detail
