// SPDX-License-Identifier: BSD-3-Clause
// A bound enumeration as the core sees it: from members to values and back. Making the class is
// the service's: see create.cpp.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Value of an exact member of the class, made or not: the hot path of arguments.
SUTURE_HOT_INLINE bool enum_find(const suture_enumeration *e, PyObject *source, int64_t *value) {
    if (SUTURE_UNLIKELY(!e || (PyObject *) Py_TYPE(source) != e->type))
        return false;
    size_t i = (size_t) (((uint64_t) (uintptr_t) source * 0x9E3779B97F4A7C15u) >> e->shift);
    for (;; i = (i + 1) & e->mask) {
        const suture_enum_item &item = e->table[i];
        if (SUTURE_LIKELY(item.member == source)) {
            *value = item.value;
            return true;
        }
        if (!item.member)
            return false; // a combination of flags that Python made
    }
}

/// Value of a data member of the enumeration, and back.
inline int64_t enum_read(const suture_enumeration *e, const void *at) {
    bool is_unsigned = (e->flags & suture_enum_unsigned) != 0;
    switch (e->width) {
        case 1: return is_unsigned ? (int64_t) * (const uint8_t *) at : *(const int8_t *) at;
        case 2: return is_unsigned ? (int64_t) * (const uint16_t *) at : *(const int16_t *) at;
        case 4: return is_unsigned ? (int64_t) * (const uint32_t *) at : *(const int32_t *) at;
        default: return *(const int64_t *) at;
    }
}
inline void enum_write(const suture_enumeration *e, void *at, int64_t value) {
    switch (e->width) {
        case 1: *(uint8_t *) at = (uint8_t) value; break;
        case 2: *(uint16_t *) at = (uint16_t) value; break;
        case 4: *(uint32_t *) at = (uint32_t) value; break;
        default: *(int64_t *) at = value; break;
    }
}

/// New int for a value. That of a flag is never negative: Python's Flag cannot combine such.
inline PyObject *enum_number(const suture_enumeration *e, int64_t value) {
    uint64_t bits = (uint64_t) value;
    if (e->flags & suture_enum_flag)
        bits &= ~(uint64_t) 0 >> (64 - 8 * e->width);
    else if (!(e->flags & suture_enum_unsigned))
        return PyLong_FromLongLong(value);
    return PyLong_FromUnsignedLongLong(bits);
}

/// The Python class, made now if it is not yet; borrowed. NULL with an error.
PyObject *enum_class(suture_enumeration *enumeration);

/// Value of a member of any binding of the type: 1, or 0 without an error.
int enum_value(const type_entry *entry, PyObject *source, uint32_t flags, int64_t *value);
/// Member for a value, of the binding that `module` (or NULL) sees.
PyObject *enum_member(const type_entry *entry, const suture_module *module, int64_t value);

// Slots of the table; see slots.inc.
int enum_load(suture_type_ref *ref, PyObject *source, uint32_t flags, int64_t *value);
PyObject *enum_store(const suture_module *module, suture_type_ref *ref, int64_t value);
int enum_bind(suture_type_ref *ref, suture_enumeration *enumeration);

SUTURE_RUNTIME_END
