// SPDX-License-Identifier: BSD-3-Clause
// What wrapping by policy and by holder share: finding instances and making external ones.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// State and payload of the part of an instance that is a `record`.
uint32_t *part_of(instance *self, const type_record *record, void **at);
/// Record of the part that a state word belongs to.
type_record *part_record(instance *self, const uint32_t *state);

/// The instance that stands for `object` as a `record`; borrowed. One that gave its object away
/// counts only where an owner comes `back`: the object may be gone and another be in its place.
instance *instance_at(interpreter *interp, const type_record *record, void *object, bool back);

/// Instance with an external payload around `object`.
instance *wrap_external(type_record *record, void *object, const suture_holder *holder);
/// Registers and tracks a fresh wrapper; drops it on failure.
PyObject *publish(interpreter *interp, instance *self, type_record *record, void *object);

/// From a class and an object to the bound class that the object really is of, and the whole
/// object, as far as C++ or a type hook tells. -1 with an error.
int most_derived(interpreter *interp, type_record *&record, void *&object);

SUTURE_RUNTIME_END
