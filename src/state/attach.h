// SPDX-License-Identifier: BSD-3-Clause
// Attaching a module to the interpreter's runtime, and bringing services to it.
#pragma once

#include "interpreter.h"

struct suture_table;

SUTURE_RUNTIME_BEGIN

/// Finds the interpreter's runtime of this C++ ABI, or starts `own`. -1 with an error.
int runtime_attach(const char *cpp_abi, const suture_table *own, const suture_table **table);
const void *service_attach(const char *name, const void *own);
void *interp_current();
int runtime_alive();
PyObject *module_find(PyObject *name);
int module_register(PyObject *module);

SUTURE_RUNTIME_END
