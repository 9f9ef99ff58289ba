// SPDX-License-Identifier: BSD-3-Clause
// Functions whose class does not exist yet: what function_def was given, kept until it does.
#pragma once

#include "../common.h"

#include "../function/define.h"

SUTURE_RUNTIME_BEGIN

struct deferred_function {
    const suture_module *module;
    const suture_signature *signature;
    suture_thunk thunk;
    const char *format;
    char *name;         ///< owned
    const void **words; ///< owned
    bool taken;         ///< what the words own has gone to the registration
};

/// What the capsule stands for: a function_scope whose functions wait.
struct deferred_scope : suture_function_scope {
    deferred_function *data;
    uint32_t size, capacity;
};

/// A scope that collects functions in `scope`; new reference.
PyObject *deferred_capsule(deferred_scope *scope);
/// Frees what is collected.
void deferred_clear(deferred_scope *scope);

SUTURE_RUNTIME_END
