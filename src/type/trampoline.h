// SPDX-License-Identifier: BSD-3-Clause
// Overriding virtual functions in Python.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

PyObject *override_enter(void *trampoline, const char *name, int pure, int *gil);
void override_leave(int gil);
void trampoline_init(void *trampoline, void *object, suture_type_ref *ref);
void trampoline_release(void *trampoline);
/// C++ takes over a Python-derived object: its Python half lives as long as the C++ object.
void trampoline_own_self(interpreter *interp, PyObject *self);

SUTURE_RUNTIME_END
