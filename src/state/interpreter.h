// SPDX-License-Identifier: BSD-3-Clause
// The runtime's state in one interpreter: its Python classes, the type registry, the instance map.
// Found through a capsule in the interpreter's dictionary; freed when the interpreter is.
#pragma once

#include "../common.h"

#include "../error/translate.h"
#include "../function/record.h"
#include "../type/record.h"
#include "instance_map.h"
#include "intern.h"
#include "process.h"

SUTURE_RUNTIME_BEGIN

struct keep_item {
    keep_item *next;
    void *payload; ///< PyObject * where release is NULL
    void (*release)(void *);
};

/// The ints that CPython has one object each of as long as the interpreter lives, and most results
/// are among.
static constexpr int small_int_low = -5, small_int_count = 262;

/// What stands for Suture's own classes in a dialect, each made on first use; strong references.
struct dialect_types {
    const suture_texts *texts;  ///< NULL: Suture itself, whose functions are in the state
    PyTypeObject *functions[2]; ///< of functions, of methods
    PyTypeObject *static_property, *metaclass;
};

/// A binding of an enumeration, in the order in which they were made.
struct bound_enumeration {
    type_entry *entry;
    suture_enumeration *enumeration;
};

struct interpreter {
    PyInterpreterState *python;
    PyTypeObject *object_type;   ///< base of every bound class; made with the first
    PyTypeObject *function_type; ///< functions and static methods
    PyTypeObject *method_type;   ///< methods
    array<dialect_types> dialects;
    type_entry **entries; ///< by process-wide index
    size_t nentries;
    array<type_record *> records;
    array<bound_enumeration> enumerations;
    instance_map instances;
    instance_map keep;        ///< instance -> keep_item chain
    instance_map trampolines; ///< instance -> trampoline_data
    array<translator> translators;
    array<PyObject *> keys; ///< interned
    PyObject *modules;      ///< dict: name -> module made, for re-import
    PyObject *services;     ///< dict: name -> capsule
    PyObject *name_init, *name_module, *name_qualname, *name_doc, *name_dict, *name_new;
    void *token;              ///< see gil.cpp; borrowed from the interpreter's dictionary
    void *misses;             ///< see type/trampoline.cpp
    void *gil_token;          ///< for gil_enter; a reference, made on first use
    interned_string *strings; ///< see intern.cpp; made on first use
    bool alive;
    int flags[2];                          ///< by suture_flag
    PyObject *small_ints[small_int_count]; ///< borrowed, from small_int_low on
};

/// int of a value; new reference. The small ones without a call into CPython.
SUTURE_HOT_INLINE PyObject *box_integer(const interpreter *interp, int64_t value) {
    const uint64_t index = (uint64_t) value - (uint64_t) (int64_t) small_int_low;
    if (SUTURE_LIKELY(index < small_int_count))
        return Py_NewRef(interp->small_ints[index]);
    return sizeof(long) == 8 ? PyLong_FromLong((long) value) : PyLong_FromLongLong(value);
}

/// State of the current interpreter; the caller is attached. NULL once it is gone.
interpreter *interpreter_current();

/// Entry of a C++ type, made on first use. NULL with MemoryError set.
type_entry *type_entry_slow(interpreter *interp, suture_type_ref *ref);

inline type_entry *type_entry_of(interpreter *interp, suture_type_ref *ref) {
    if (SUTURE_LIKELY(ref->owner == process && ref->index < interp->nentries)) {
        type_entry *entry = interp->entries[ref->index];
        if (SUTURE_LIKELY(entry != nullptr))
            return entry;
    }
    return type_entry_slow(interp, ref);
}

/// Whether the texts of a module's dialect ask for something (suture_text_flags).
inline bool texts_ask(const suture_module *module, uint32_t flag) {
    return module && module->texts && (module->texts->flags & flag);
}

/// The classes of a dialect, until the next call. NULL with MemoryError set.
dialect_types *dialect_types_of(interpreter *interp, const suture_texts *texts);

/// Lets the dialect of a module say what is wrong (suture_trouble). False: it has none that does.
inline bool texts_say(const suture_module *module, int what, PyObject *object, const char *name) {
    if (!module || !module->texts)
        return false;
    module->texts->trouble(what, object, name);
    return true;
}

/// Record that `module` sees: its own local one first, then the shared one.
inline type_record *type_record_for(const type_entry *entry, const suture_module *module) {
    for (type_record *r = entry->locals; r; r = r->next_local)
        if (r->module == module)
            return r;
    return entry->record;
}

/// The same for a module that is known by its reference to the type.
inline type_record *type_record_for(const type_entry *entry, const suture_type_ref *ref) {
    for (type_record *r = entry->locals; r; r = r->next_local)
        if (r->ref == ref)
            return r;
    return entry->record ? entry->record : entry->locals;
}

SUTURE_RUNTIME_END
