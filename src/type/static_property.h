// SPDX-License-Identifier: BSD-3-Clause
// Static properties: a descriptor that calls its getter with the class.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

bool static_property_check(const PyObject *object);
/// Calls the setter with the class; NULL `value`: `del`. -1 with an error.
int static_property_assign(PyObject *property, PyObject *type, PyObject *value);

SUTURE_RUNTIME_END
