// SPDX-License-Identifier: BSD-3-Clause
// The text of a failed conversion: what was expected and what was given.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// What a value is, for messages: "str", "None", or an int with its value. New reference.
PyObject *value_text(PyObject *source, const char *expected = "");

/// Why a conversion fails, where it can tell: new reference, or NULL with or without an error.
PyObject *load_reason(const suture_caster *caster, PyObject *source, uint32_t flags);

/// The slot of this name.
void error_cast(PyObject *source, const char *expected, suture_type_ref *const *types);

SUTURE_RUNTIME_END
