// SPDX-License-Identifier: BSD-3-Clause
// Element types by their names in Python: dtype names and the formats of the buffer protocol.
#pragma once

#include "array.h"

SUTURE_RUNTIME_BEGIN

/// "float32", "void24" for a structured type of 24 bytes, "float32x4" for lanes. New reference.
PyObject *dtype_text(dlpack::dtype type);
/// "(2, 3)". New reference.
PyObject *sizes_text(const int64_t *sizes, int32_t n);
/// "cpu", "cuda". Never NULL.
const char *device_text(int32_t type);
/// Whether the CPU reaches the memory.
bool device_is_host(int32_t type);

/// dtype of a buffer's format and item size; `code` Handle for a structured type. False: it is a
/// type that no array in C++ has (objects, text, another byte order).
bool dtype_of_format(const char *format, size_t itemsize, dlpack::dtype *type);
/// Whether a structured format has just these fields.
bool format_has_fields(const char *format, const suture_ndarray_field *fields, size_t n);
/// Format of a dtype, or NULL without an error if it has none. `storage` is freed with
/// PyMem_RawFree; it stays NULL where the text is constant.
const char *format_of_dtype(const array_object *array, char **storage);

SUTURE_RUNTIME_END
