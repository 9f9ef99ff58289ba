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
/// The life function `life` without the GIL: itself one, whose `source` is what it calls. May
/// throw.
void *gil_released_life(int op, void *object, void *life);
/// Whether the calling thread is attached to an interpreter.
bool gil_attached();

SUTURE_RUNTIME_END
