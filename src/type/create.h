// SPDX-License-Identifier: BSD-3-Clause
// Creating the Python class of a C++ type, and finding it again.
#pragma once

#include "../enum/record.h"

SUTURE_RUNTIME_BEGIN

PyObject *type_new(const suture_module *module, PyObject *scope, const char *name,
                   suture_type_ref *ref, const suture_type_desc *desc, const char *format,
                   const void *const *words);
int type_implicit(const suture_module *module, suture_type_ref *target, suture_type_ref *source,
                  const suture_caster *caster);
PyObject *type_find(suture_type_ref *ref);
const void *type_cpp(PyObject *type);
void *type_supplement(PyObject *type);
int type_member(const suture_module *module, PyObject *scope, const suture_signature *signature,
                const char *name, size_t offset, const char *format, const void *const *words);

SUTURE_RUNTIME_END
