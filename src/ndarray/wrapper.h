// SPDX-License-Identifier: BSD-3-Clause
// The Python object of an array that belongs to no library: __dlpack__, __dlpack_device__ and the
// buffer protocol; and DLPack's capsules.
#pragma once

#include "state.h"

SUTURE_RUNTIME_BEGIN

PyTypeObject *wrapper_type_new();
/// New reference to an object that keeps the array alive.
PyObject *wrapper_new(array_state *state, array_object *array);
/// New reference to a capsule "dltensor", or where `versioned` "dltensor_versioned".
PyObject *capsule_new(array_object *array, bool versioned);

static constexpr const char *capsule_legacy = "dltensor";
static constexpr const char *capsule_legacy_used = "used_dltensor";
static constexpr const char *capsule_versioned = "dltensor_versioned";
static constexpr const char *capsule_versioned_used = "used_dltensor_versioned";

SUTURE_RUNTIME_END
