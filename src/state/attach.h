// SPDX-License-Identifier: BSD-3-Clause
// Attaching a module to the interpreter's runtime, and bringing services to it.
#pragma once

#include "interpreter.h"

struct suture_table;
SUTURE_RUNTIME_BEGIN
struct class_offer;
SUTURE_RUNTIME_END

SUTURE_RUNTIME_BEGIN

/// Finds the interpreter's runtime of this C++ ABI, or starts `own`. -1 with an error.
///
/// A module with bound classes brings its class machinery, `offer`, where the runtime has none. One
/// that cannot take it, because another release made it, is left to the modules that have it, none
/// of which binds a class: `own` starts beside it and serves this and later modules.
int runtime_find(const char *cpp_abi, const suture_table *own, const class_offer *offer,
                 const suture_table **table);
/// The same without an offer: the slot of this name.
int runtime_attach(const char *cpp_abi, const suture_table *own, const suture_table **table);
const void *service_attach(const char *name, const void *own);
int classes_attach(const void *offer);
void *interp_current();
int runtime_alive();
PyObject *module_find(PyObject *name);
int module_register(PyObject *module);

SUTURE_RUNTIME_END
