// SPDX-License-Identifier: BSD-3-Clause
// Attaching threads to interpreters and detaching them: the slots of these names.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

void *interp_hold();
void interp_release(void *token);
int gil_enter(void *token, void **state);
void gil_leave(void **state);
void *gil_detach();
void gil_reattach(void *state);
/// gil_detach for a destructor. NULL, and the GIL stays, where the interpreter is at its end: a
/// destructor that takes it again would be refused, and no other thread is to run.
void *gil_detach_to_destroy();
/// The life function `life` without the GIL: itself one, whose `source` is what it calls. May
/// throw.
void *gil_released_life(int op, void *object, void *life);
/// Where this thread remembers the thread state that the runtime last detached from it.
PyThreadState **gil_detached_here();
/// Whether the calling thread is attached to an interpreter.
bool gil_attached();

SUTURE_RUNTIME_END
