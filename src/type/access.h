// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to instances, for the table.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

int instance_state(PyObject *object, void **pointer, int *ready, int *owned);
int instance_set_state(PyObject *object, int ready, int destruct);
PyObject *instance_alloc(PyObject *type);
int keep_alive(PyObject *nurse, PyObject *patient);
int keep_alive_payload(PyObject *nurse, void *payload, void (*release)(void *));

SUTURE_RUNTIME_END
