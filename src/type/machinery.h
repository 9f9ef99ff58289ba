// SPDX-License-Identifier: BSD-3-Clause
// The class machinery as the core sees it. The core names none of its functions but by this table,
// so that the linker drops them from a module without bound classes. What such a module started
// gets the machinery of the first module that has some: both work on the same records, so that they
// have to agree on the layout of each.
#pragma once

#include "../../include/suture/version.h"
#include "../state/interpreter.h"
#include "../state/process.h"

SUTURE_RUNTIME_BEGIN

struct class_machinery {
    // Slots of the table.
#define SUTURE_SLOT(result, name, parameters, arguments)
#define SUTURE_CLASS_SLOT(result, name, parameters, arguments, without) result(*name) parameters;
#include "../../include/suture/slots.inc"

#undef SUTURE_SLOT
    // What the core asks for itself; each is declared, with its contract, where it is defined.
    void (*instance_dealloc)(PyObject *);
    initproc type_tp_init;
    int (*instance_load_entry)(interpreter *, const type_entry *, PyObject *, uint32_t,
                               suture_context *, void **);
    PyObject *(*instance_wrap)(interpreter *, type_record *, void *, int, suture_context *);
    instance *(*instance_prepare_value)(type_record *, void **);
    PyObject *(*instance_finish_value)(type_record *, instance *, void *);
    void *(*instance_begin)(type_record *, PyObject *);
    int (*instance_complete)(type_record *, PyObject *, void *);
    void (*instance_abandon)(type_record *, PyObject *);
    int (*factory_object)(const type_record *, PyObject *, PyObject *);
    bool (*instance_is_at)(PyObject *, void *);
    bool (*construct_is_plain)(const function *);
    void (*trampoline_watch)(function *);
    void (*record_plan)(type_record *);
    void (*record_unlink)(type_record *);
    void (*record_forget)(type_record *);
    int (*property_add)(interpreter *, PyObject *, function *, bool, bool, const char *);
    int (*operator_add)(type_record *, const char *, function *);
    void (*leak_report)(interpreter *);
};

#if !defined(SUTURE_RECORD_SALT)
#    define SUTURE_RECORD_SALT 0 // for those who change the records of a release
#endif

/// Differs wherever two releases may lay out differently what core and machinery share.
constexpr uint64_t record_layout =
    (((((((uint64_t) SUTURE_VERSION_MAJOR * 1000 + SUTURE_VERSION_MINOR) * 1000 +
         SUTURE_VERSION_PATCH) *
            4099 +
        sizeof(interpreter)) *
           4099 +
       sizeof(type_record)) *
          4099 +
      sizeof(function)) *
         4099 +
     sizeof(overload) * 257 + sizeof(overload_extras)) *
        4099 +
    sizeof(argument) * 257 + sizeof(class_machinery) + sizeof(process_state) * 31 +
    SUTURE_RECORD_SALT;

/// A module's offer of its machinery. // ABI: frozen
struct class_offer {
    uint64_t layout;
    const class_machinery *machinery;
    process_state **process; ///< of the code around it: set to that of the runtime that takes it
};
extern const class_offer own_classes;

/// instance_get where no class is bound: None alone is a pointer.
inline int no_class_load(PyObject *source, uint32_t flags, void **result) {
    *result = nullptr;
    return source == Py_None && (flags & suture_load_accepts_none) &&
           !(flags & suture_load_no_none);
}

/// The record of a bound class, NULL for anything else.
inline type_record *bound_class(PyObject *scope) {
    if (!classes() || !PyType_Check(scope))
        return nullptr;
    PyTypeObject *type = (PyTypeObject *) scope;
    return type->tp_dealloc == classes()->instance_dealloc ? type_record_of(type) : nullptr;
}

SUTURE_RUNTIME_END
