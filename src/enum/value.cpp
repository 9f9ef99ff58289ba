// SPDX-License-Identifier: BSD-3-Clause
// Members of bound enumerations as arguments and results. Making the class is the enum service's.
#include "../call/dispatch.h"
#include "../type/instance.h"
#include "record.h"

SUTURE_RUNTIME_BEGIN

PyObject *enum_class(enum_record *record) {
    if (SUTURE_UNLIKELY(!record->type) && record->finish)
        record->finish(record);
    return record->type;
}

/// Reads `.value`: for members that were made on demand (combinations of flags).
SUTURE_COLD static int value_slow(PyObject *member, int64_t *value) {
    reference number(PyObject_GetAttrString(member, "value"));
    if (!number || !PyLong_Check(number.object)) {
        PyErr_Clear();
        return 0;
    }
    int overflow;
    *value = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (overflow > 0) {
        *value = (int64_t) PyLong_AsUnsignedLongLong(number);
        overflow = 0;
    }
    if (overflow || PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
    }
    return 1;
}

int enum_value(const type_entry *entry, PyObject *source, uint32_t flags, int64_t *value) {
    enum_record *record = entry->enumeration;
    if (SUTURE_UNLIKELY(!record))
        return 0;
    if (SUTURE_LIKELY((PyObject *) Py_TYPE(source) == record->type)) {
        size_t i = record->members.first(source);
        if (SUTURE_LIKELY(i != SIZE_MAX)) {
            *value = record->items.data[(size_t) record->members.items[i].object - 1].value;
            return 1;
        }
        return value_slow(source, value);
    }
    if (source == Py_None)
        return 0;
    PyObject *type = enum_class(record);
    if (!type) {
        PyErr_Clear();
        return 0;
    }
    if ((PyObject *) Py_TYPE(source) == type)
        return enum_value(entry, source, flags, value);
    if (!(flags & suture_load_convert) || !PyLong_CheckExact(source))
        return 0;
    // With conversion an int is accepted if it names a member.
    reference member(PyObject_CallFunctionObjArgs(type, source, NULL));
    if (!member) {
        PyErr_Clear();
        return 0;
    }
    return value_slow(member, value);
}

PyObject *enum_member(const type_entry *entry, int64_t value) {
    enum_record *record = entry->enumeration;
    if (!record) {
        type_unbound_error(entry);
        return nullptr;
    }
    PyObject *type = enum_class(record);
    if (!type)
        return nullptr;
    size_t low = 0, high = record->items.size;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (record->items.data[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < record->items.size && record->items.data[low].value == value)
        return Py_NewRef(record->items.data[low].member);
    reference number(PyLong_FromLongLong(value));
    return number ? PyObject_CallFunctionObjArgs(type, number.object, NULL) : nullptr;
}

int enum_load(suture_type_ref *ref, PyObject *source, uint32_t flags, int64_t *value) {
    type_entry *entry = type_entry_of(interpreter_current(), ref);
    return entry ? enum_value(entry, source, flags, value) : 0;
}

PyObject *enum_store(suture_type_ref *ref, int64_t value) {
    type_entry *entry = type_entry_of(interpreter_current(), ref);
    return entry ? enum_member(entry, value) : nullptr;
}

SUTURE_RUNTIME_END
