// SPDX-License-Identifier: BSD-3-Clause
// What the kinds of call with arrays do, written once: every C++ backend binds these very
// functions.

#pragma once

#include <cstddef> // std::size_t

namespace arrays {

inline double total(const double *values, std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += values[i];
    return sum;
}

/// New memory, to be given back with `release`.
inline double *four() { return new double[4]{0, 1, 2, 3}; }
inline void release(void *values) noexcept { delete[] static_cast<double *>(values); }

} // namespace arrays
