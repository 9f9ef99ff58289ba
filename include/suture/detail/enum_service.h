// SPDX-License-Identifier: BSD-3-Clause
// The service that makes Python's enum classes, and what the core reads of a bound enumeration.
// C types only; frozen like abi.h.
#pragma once

#include "../abi.h"

struct suture_table;

enum suture_enum_flags {
    suture_enum_flag = 1,       ///< values combine: Flag
    suture_enum_arithmetic = 2, ///< members are ints: IntEnum, IntFlag
    suture_enum_text = 4,       ///< members are str: StrEnum
    suture_enum_unsigned = 8,   ///< the underlying type is unsigned
    suture_enum_local = 16      ///< only its own module makes members of it
};

/// A member and its value.
typedef struct suture_enum_item {
    struct _object *member; ///< borrowed: the class holds it
    int64_t value;
} suture_enum_item;

/// A bound enumeration. The service makes and fills it, the core reads it on every call. It lives
/// as long as the interpreter. // ABI: frozen
typedef struct suture_enumeration {
    struct _object *type;    ///< the class, strong; NULL until it is made
    suture_enum_item *table; ///< members by address: open addressing, `mask` + 1 entries
    size_t mask;
    uint32_t shift;          ///< of the hash: (address * 0x9E3779B97F4A7C15) >> shift
    uint16_t flags;          ///< suture_enum_flags
    uint16_t width;          ///< bytes of the underlying type
    suture_enum_item *items; ///< members by value as int64_t, one for each value
    size_t nitems;
    const suture_module *module;
    const char *name;                          ///< "module.Qualname"
    int (*make)(struct suture_enumeration *);  ///< makes the class; -1 with an error
    struct suture_enumeration *next;           ///< another module's binding of the same C++ type
    const struct suture_enum_service *service; ///< that made it
} suture_enumeration;

/// Table of the service "suture.enum.1". `struct _object *` results are borrowed; NULL and -1 mean
/// that a Python error is set.
typedef struct suture_enum_service {
    uint32_t size;
    /// Starts enumeration `name` of `scope`; the caller holds one use of it.
    suture_enumeration *(*open)(const struct suture_table *core, const suture_module *module,
                                struct _object *scope, const char *name, suture_type_ref *ref,
                                uint32_t flags, uint32_t width, const char *doc);
    /// Another user, and one less. The last one's close makes the class, unless `discard`.
    void (*hold)(suture_enumeration *enumeration);
    int (*close)(suture_enumeration *enumeration, int discard);
    /// Adds a member; `text` is the str that a member of a StrEnum is (NULL: its name).
    int (*value)(suture_enumeration *enumeration, const char *name, int64_t value, const char *text,
                 const char *doc);
    /// Makes the class and copies its members into the scope.
    int (*export_values)(suture_enumeration *enumeration);
    /// What functions of the enumeration are registered in, before and after the class is made.
    struct _object *(*scope)(suture_enumeration *enumeration);
    /// The class, made now if it is not yet.
    struct _object *(*make)(suture_enumeration *enumeration);
    /// The core no longer refers to the enumeration: its import failed.
    void (*discard)(suture_enumeration *enumeration);
} suture_enum_service;
