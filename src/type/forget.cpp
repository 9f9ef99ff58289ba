// SPDX-License-Identifier: BSD-3-Clause
// The end of bound classes: who frees a record, and undoing what a failed import has registered.
#include "forget.h"

#include "member.h"

SUTURE_RUNTIME_BEGIN

static void record_free(type_record *record) {
    for (PyGetSetDef *def : record->getsets)
        PyMem_RawFree(def);
    record->getsets.free();
    record->implicit.free();
    PyMem_RawFree(record->bases);
    PyMem_RawFree(record->supplement);
    PyMem_RawFree(record);
}

void record_unlink(type_record *record) {
    type_entry *entry = record->entry;
    if (entry->record == record)
        entry->record = nullptr;
    for (type_record **at = &entry->locals; *at; at = &(*at)->next_local)
        if (*at == record) {
            *at = record->next_local;
            break;
        }
    if (record->alias && record->alias->record == record)
        record->alias->record = nullptr;
}

/// The class is being deallocated: the last of its instances and subclasses is gone.
static void record_capsule_free(PyObject *capsule) {
    type_record *record = (type_record *) PyCapsule_GetPointer(capsule, "suture.record");
    record_unlink(record); // functions that outlive the class refer to the entry
    record_free(record);
}

bool record_tie(type_record *record) {
    PyObject *capsule = PyCapsule_New(record, "suture.record", record_capsule_free);
    // REF: CPython leaves this field alone until type_dealloc, which releases it. All others that
    // own something are emptied by the collector before instances in the same cycle are.
    record->type->tp_cache = capsule;
    return capsule != nullptr;
}

void record_forget(type_record *record) {
    Py_CLEAR(record->init);
    if (function **operators = record->operators) {
        record->operators = nullptr;
        for (unsigned i = 0; i < 2 * op_count; ++i)
            Py_XDECREF(operators[i]);
        PyMem_RawFree(operators);
    }
    for (uint32_t i = 0; i < record->getsets.size; ++i)
        property_forget(record->getsets.data[i]);
    Py_DECREF(record->type); // it leads to the record as long as it lives
}

unfinished_record::~unfinished_record() {
    if (!record)
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (record->type) {
        record_unlink(record);
        record_forget(record);
    } else {
        record_free(record);
    }
    PyErr_Restore(type, value, traceback);
}

SUTURE_RUNTIME_END
