// SPDX-License-Identifier: BSD-3-Clause
// Undoing what an import that failed has registered.
#include "undo.h"

#include "../type/machinery.h"

SUTURE_RUNTIME_BEGIN

void module_begin(suture_mark *mark) {
    const interpreter *interp = interpreter_current();
    *mark = {interp->records.size, interp->enumerations.size, interp->translators.size};
}

static void enumeration_unlink(const bound_enumeration &bound) {
    for (suture_enumeration **at = &bound.entry->enumeration; *at; at = &(*at)->next)
        if (*at == bound.enumeration) {
            *at = bound.enumeration->next;
            break;
        }
    bound.enumeration->service->discard(bound.enumeration);
}

void module_undo(const suture_module *module, const suture_mark *mark) {
    interpreter *interp = interpreter_current();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    // Classes before what they derive from; a module that was imported meanwhile keeps its own.
    for (uint32_t i = interp->records.size; i-- > mark->types;) {
        type_record *record = interp->records.data[i];
        if (record->module != module)
            continue;
        interp->records.remove(i);
        classes()->record_unlink(record);
        classes()->record_forget(record);
    }
    for (uint32_t i = interp->enumerations.size; i-- > mark->enumerations;) {
        const bound_enumeration bound = interp->enumerations.data[i];
        if (bound.enumeration->module != module)
            continue;
        interp->enumerations.remove(i);
        enumeration_unlink(bound);
    }
    for (uint32_t i = interp->translators.size; i-- > mark->translators;) {
        const translator t = interp->translators.data[i];
        if (t.module != module)
            continue;
        interp->translators.remove(i);
        if (t.release)
            t.release(t.payload);
    }
    PyErr_Restore(type, value, traceback);
}

SUTURE_RUNTIME_END
