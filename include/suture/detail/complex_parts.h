// SPDX-License-Identifier: BSD-3-Clause
// Real and imaginary part of Python numbers; see src/glue/complex_parts.cpp.
#pragma once

#include "../cast.h"

namespace suture::detail {

/// `parts` of a complex; with suture_load_convert of whatever complex() takes but text.
/// False without an error.
SUTURE_GLUE bool complex_load(PyObject *source, uint32_t flags, double *parts) noexcept;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/complex_parts.cpp"
#endif
