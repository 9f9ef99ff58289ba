// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to instances, for the table.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

int instance_state(PyObject *object, void **pointer, int *ready, int *owned);
int instance_set_state(PyObject *object, int ready, int destruct);
PyObject *instance_alloc(PyObject *type);
PyObject *instance_put_as(PyObject *type, void *object, int policy, PyObject *parent);
int instance_change(PyObject *object, int change, PyObject *source);
int instance_derived(PyObject *object);
size_t type_fact(PyObject *type, int fact);
void *type_slot(PyObject *type, int slot);
PyObject *object_part(PyObject *object, int part, PyObject *name);
int runtime_flag(int flag, int value);
int keep_alive(PyObject *nurse, PyObject *patient);
int keep_alive_payload(PyObject *nurse, void *payload, void (*release)(void *));

SUTURE_RUNTIME_END
