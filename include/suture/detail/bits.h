// SPDX-License-Identifier: BSD-3-Clause
// Python ints of any size as little-endian bytes; see src/glue/bits.cpp.
#pragma once

#include <cstddef> // size_t

#include "../cast.h"

namespace suture::detail {

/// The lowest `n` bits of an int from 0 to 2**n - 1, into n / 8 + 1 bytes. An int subclass, a bool
/// or an object with __index__ needs suture_load_convert. False without an error.
SUTURE_GLUE bool bits_load(PyObject *source, size_t n, uint32_t flags,
                           unsigned char *bytes) noexcept;
SUTURE_GLUE PyObject *bits_store(const unsigned char *bytes, size_t size) noexcept;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/bits.cpp"
#endif
