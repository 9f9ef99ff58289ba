// SPDX-License-Identifier: BSD-3-Clause
// Metaclasses of bound classes.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Metaclass with which `Cls.x = value` reaches the setter of a static property: the one of all
/// classes of a dialect that has one, else of those with static properties. Borrowed; NULL with an
/// error.
PyTypeObject *metaclass_of(interpreter *interp, const suture_texts *texts);

/// Whether that works for classes of this metaclass.
bool metaclass_has_static_properties(const PyTypeObject *metaclass);

/// Whether a dialect refuses a Python class over bound ones: true with an error set.
bool class_refused(PyTypeObject *type);

SUTURE_RUNTIME_END
