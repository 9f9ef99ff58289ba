// SPDX-License-Identifier: BSD-3-Clause
// The text of a failed conversion: what was expected and what was given.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// What a value is, for messages: "str", "None", or an int with its value. New reference.
PyObject *value_text(PyObject *source);

SUTURE_RUNTIME_END
