// SPDX-License-Identifier: BSD-3-Clause
// Exception translators: functions of modules that turn a C++ exception into a Python error. The
// runtime keeps and orders them; it never looks into an exception, whose C++ ABI may not be its
// own.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// One registered translator of one interpreter.
struct translator {
    const suture_module *module; ///< who registered it
    /// 1: it was its own and a Python error is set; 0: it was not. Called attached.
    int (*translate)(const void *pointer, void *payload);
    void *payload;
    void (*release)(void *payload); ///< frees the payload with the interpreter, or NULL
    bool local;                     ///< only for exceptions that leave functions of `module`
};

// The slots of these names.
int error_translate(const suture_module *module, const void *pointer);
int error_register(const suture_module *module,
                   int (*translate)(const void *pointer, void *payload), void *payload,
                   void (*release)(void *payload), int local);

/// Calls what releases the payloads, and forgets all translators.
void translators_clear(array<translator> &translators);

SUTURE_RUNTIME_END
