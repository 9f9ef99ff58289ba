// SPDX-License-Identifier: BSD-3-Clause
// Overriding virtual functions in Python.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

PyObject *override_enter(void *trampoline, const char *name, int pure, suture_override *frame);
void override_leave(suture_override *frame);
int override_keep(suture_override *frame, PyObject *result);
void trampoline_init(void *trampoline, void *object, suture_type_ref *ref);
void trampoline_release(void *trampoline);
/// Has calls of a method that Python classes may override noted while they last; see
/// trampoline.cpp.
void trampoline_watch(function *f);
/// The class of `record` has a trampoline: so its methods and its bases' are watched.
void trampoline_bind(type_record *record);
/// C++ takes over a Python-derived object: its Python half lives as long as the C++ object. False:
/// the object has no trampoline.
bool trampoline_own_self(interpreter *interp, PyObject *self, void *object);
/// Python takes it back. The caller holds a reference.
void trampoline_disown_self(interpreter *interp, PyObject *self, void *object);

SUTURE_RUNTIME_END
