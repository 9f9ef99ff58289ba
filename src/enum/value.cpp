// SPDX-License-Identifier: BSD-3-Clause
// Members of bound enumerations as arguments and results.
#include "../function/define.h"
#include "../type/instance.h"
#include "record.h"

SUTURE_RUNTIME_BEGIN

PyObject *enum_class(suture_enumeration *enumeration) {
    if (SUTURE_UNLIKELY(!enumeration->type) && enumeration->make(enumeration) < 0)
        return nullptr;
    return enumeration->type;
}

/// Whether the underlying type can hold a value that Python computed; `above`: it was 2**63 or
/// more. Flags are patterns of bits: of them either sign is taken.
static bool fits(const suture_enumeration *e, bool above, int64_t *value) {
    const bool is_unsigned = (e->flags & suture_enum_unsigned) != 0;
    const bool is_flag = (e->flags & suture_enum_flag) != 0;
    if (e->width >= 8)
        return is_flag || (is_unsigned ? above || *value >= 0 : !above);
    const int bits = 8 * e->width;
    const int64_t half = (int64_t) 1 << (bits - 1);
    const int64_t low = is_unsigned && !is_flag ? 0 : -half;
    const int64_t end = is_unsigned || is_flag ? 2 * half : half;
    if (above || *value < low || *value >= end)
        return false;
    if (is_unsigned && *value < 0)
        *value += 2 * half;
    else if (!is_unsigned && *value >= half)
        *value -= 2 * half;
    return true;
}

/// Reads `_value_`: for members that Python made itself (combinations of flags).
SUTURE_COLD static int value_slow(const suture_enumeration *e, PyObject *member, int64_t *value) {
    reference number(PyObject_GetAttrString(member, "_value_"));
    int overflow = 1;
    if (number && PyLong_Check(number.object)) {
        *value = PyLong_AsLongLongAndOverflow(number, &overflow);
        bool above = overflow > 0;
        if (above) {
            *value = (int64_t) PyLong_AsUnsignedLongLong(number);
            overflow = 0;
        }
        if (!overflow && !PyErr_Occurred())
            return fits(e, above, value);
    }
    PyErr_Clear();
    return 0;
}

/// A member of the class: exact, so that a member of another enumeration never passes for one.
static int member_value(suture_enumeration *e, PyObject *source, int64_t *value) {
    if ((PyObject *) Py_TYPE(source) != enum_class(e)) {
        PyErr_Clear();
        return 0;
    }
    return enum_find(e, source, value) || value_slow(e, source, value);
}

/// By conversion: an int (of a StrEnum: a str) that names a member.
static int converted_value(suture_enumeration *e, PyObject *source, int64_t *value) {
    bool text = (e->flags & suture_enum_text) != 0;
    if (text ? !PyUnicode_CheckExact(source) : !PyLong_CheckExact(source))
        return 0;
    reference member(PyObject_CallFunctionObjArgs(e->type, source, NULL));
    if (!member) {
        PyErr_Clear();
        return 0;
    }
    return member_value(e, member, value);
}

int enum_value(const type_entry *entry, PyObject *source, uint32_t flags, int64_t *value) {
    if (enum_find(entry->enumeration, source, value))
        return 1;
    if (!entry->enumeration || source == Py_None)
        return 0;
    for (suture_enumeration *e = entry->enumeration; e; e = e->next)
        if (member_value(e, source, value))
            return 1;
    return (flags & suture_load_convert) && entry->enumeration->type &&
           converted_value(entry->enumeration, source, value);
}

/// Index of a value among the items, or SIZE_MAX.
static size_t item_of(const suture_enumeration *e, int64_t value) {
    size_t n = e->nitems;
    if (!n)
        return SIZE_MAX;
    // Values nearly always follow one another.
    uint64_t guess = (uint64_t) value - (uint64_t) e->items[0].value;
    if (SUTURE_LIKELY(guess < n && e->items[guess].value == value))
        return (size_t) guess;
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (e->items[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && e->items[low].value == value ? low : SIZE_MAX;
}

PyObject *enum_member(const type_entry *entry, const suture_module *module, int64_t value) {
    suture_enumeration *e = nullptr;
    for (suture_enumeration *other = entry->enumeration; other; other = other->next) {
        if (other->module == module) {
            e = other;
            break;
        }
        if (!e && !(other->flags & suture_enum_local))
            e = other;
    }
    if (SUTURE_UNLIKELY(!e)) {
        type_unbound_error(entry);
        return nullptr;
    }
    if (SUTURE_UNLIKELY(!enum_class(e)))
        return nullptr;
    size_t i = item_of(e, value);
    if (SUTURE_LIKELY(i != SIZE_MAX))
        return Py_NewRef(e->items[i].member);
    reference number(enum_number(e, value));
    if (!number)
        return nullptr;
    if (!(e->flags & suture_enum_text))
        return PyObject_CallFunctionObjArgs(e->type, number.object, NULL);
    if (texts_ask(e->module, suture_text_enum_names)) {
        const char *dot = strrchr(e->name, '.'); // as Python's own enumerations say it
        PyErr_Format(PyExc_ValueError, "%S is not a valid %s", number.object,
                     dot ? dot + 1 : e->name);
        return nullptr;
    }
    PyErr_Format(PyExc_ValueError, "%S is not the value of a member of %s", number.object, e->name);
    return nullptr;
}

// --- slots of the table ------------------------------------------------------------------------

int enum_load(suture_type_ref *ref, PyObject *source, uint32_t flags, int64_t *value) {
    type_entry *entry = type_entry_of(interpreter_current(), ref);
    if (entry)
        return enum_value(entry, source, flags, value);
    PyErr_Clear();
    return 0;
}

PyObject *enum_store(const suture_module *module, suture_type_ref *ref, int64_t value) {
    type_entry *entry = type_entry_of(interpreter_current(), ref);
    return entry ? enum_member(entry, module, value) : nullptr;
}

int enum_bind(suture_type_ref *ref, suture_enumeration *enumeration) {
    type_entry *entry = type_entry_of(interpreter_current(), ref);
    if (!entry)
        return -1;
    const char *known = nullptr;
    bool own = entry->record || entry->locals;
    if (own)
        known = entry->record ? entry->record->name : entry->locals->name;
    suture_enumeration **end = &entry->enumeration;
    for (; *end; end = &(*end)->next) {
        known = known ? known : (*end)->name;
        own |= (*end)->module == enumeration->module;
    }
    if (own) {
        reference cpp(type_demangle(entry->name));
        if (cpp)
            binding_error(nullptr, enumeration->name, "the C++ type '%U' is bound already, as %s",
                          cpp.object, known);
        return -1;
    }
    if (known && !(enumeration->flags & suture_enum_local)) {
        if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                             "%s: the C++ type is bound already as %s; this class is local to its "
                             "module",
                             enumeration->name, known) < 0)
            return -1;
        enumeration->flags |= suture_enum_local;
    }
    if (!interpreter_current()->enumerations.push({entry, enumeration}))
        return -1;
    *end = enumeration;
    return 0;
}

SUTURE_RUNTIME_END
