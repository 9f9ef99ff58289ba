// SPDX-License-Identifier: BSD-3-Clause
// The order in which translators see a C++ exception.
#include "translate.h"

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Whether an exception that left a function of `from` may be looked at by code of `to`.
static bool translator_understands(const suture_module *to, const suture_module *from) {
    const char *a = to->domain ? to->domain : "", *b = from->domain ? from->domain : "";
    return strcmp(to->cpp_abi, from->cpp_abi) == 0 && strcmp(a, b) == 0;
}

/// One translator: 1 if it took the exception.
static int translator_try(const translator &t, const void *pointer) {
    if (!t.translate(pointer, t.payload)) {
        PyErr_Clear();
        return 0;
    }
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_SystemError,
                     "an exception translator of module '%s' took an exception but set no Python "
                     "error",
                     t.module->name);
    return 1;
}

int error_translate(const suture_module *module, const void *pointer) {
    interpreter *interp = interpreter_current();
    if (!interp)
        return 0;
    // A translator may import a module that registers more, so that the array moves: no pointers
    // into it are kept across a call.
    array<translator> &all = interp->translators;
    for (uint32_t i = all.size; i-- > 0;)
        if (all.data[i].module == module && translator_try(translator(all.data[i]), pointer))
            return 1;
    for (uint32_t i = all.size; i-- > 0;) {
        const translator t = all.data[i];
        if (t.module != module && !t.local && translator_understands(t.module, module) &&
            translator_try(t, pointer))
            return 1;
    }
    return 0;
}

int error_register(const suture_module *module,
                   int (*translate)(const void *pointer, void *payload), void *payload,
                   void (*release)(void *payload), int local) {
    interpreter *interp = interpreter_current();
    if (!interp) {
        internal_error("error_register", "the interpreter is finalizing");
        return -1;
    }
    return interp->translators.push({module, translate, payload, release, local != 0}) ? 0 : -1;
}

void translators_clear(array<translator> &translators) {
    for (translator &t : translators)
        if (t.release)
            t.release(t.payload);
    translators.free();
}

SUTURE_RUNTIME_END
