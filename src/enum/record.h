// SPDX-License-Identifier: BSD-3-Clause
// A bound enumeration: a real enum class of Python, and the two ways between members and values.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

struct enum_item {
    PyObject *member; ///< strong
    int64_t value;
};

struct enum_record {
    const char *name;
    PyObject *type;           ///< the class; NULL until it is made
    PyObject *(*finish)(enum_record *); ///< makes it (the enum service); NULL: made
    array<enum_item> items;   ///< by value
    instance_map members;     ///< member -> index + 1
    bool is_flag, is_int;
    const suture_module *module;
};

/// The Python class, made now if it is not yet; borrowed.
PyObject *enum_class(enum_record *record);
int enum_load(suture_type_ref *ref, PyObject *source, uint32_t flags, int64_t *value);
PyObject *enum_store(suture_type_ref *ref, int64_t value);

SUTURE_RUNTIME_END
