// SPDX-License-Identifier: BSD-3-Clause
// One argument into its slot, and one result out of it: the cases worth inlining, and the rest.
#pragma once

#include "../enum/record.h"
#include "../type/instance.h"
#include "dispatch.h"
#include "scalar.h"

SUTURE_RUNTIME_BEGIN

/// Call frames up to this size lie on the stack of the fast ways.
static constexpr unsigned frame_bytes = 256;

/// Smallest value and width of the range of the integer codes, for values of one digit.
struct integer_limits {
    int64_t low;
    uint64_t width;
};
inline const integer_limits integer_ranges[8] = {
    {INT8_MIN, UINT8_MAX},   {0, UINT8_MAX},  {INT16_MIN, UINT16_MAX}, {0, UINT16_MAX},
    {INT32_MIN, UINT32_MAX}, {0, UINT32_MAX}, {INT64_MIN, UINT64_MAX}, {0, INT64_MAX}};

inline bool code_is_integer(unsigned code) { return code - suture_code_i8 < 8u; }
inline bool code_is_instance(unsigned code) { return code - suture_code_self_ref < 4u; }

/// Clears the error of a strict attempt: whoever tries again meets it again.
SUTURE_COLD void load_refused();

/// The common case of an argument, without any conversion: an int, float or instance of exactly
/// that class, an enumeration's member, any object. Codes that need a call frame are not for it.
SUTURE_HOT_INLINE bool load_exact(const argument &a, PyObject *source, suture_slot *slot) {
    unsigned code = a.code;
    if (code_is_integer(code)) {
        int64_t v;
        if (SUTURE_UNLIKELY(!int_compact(source, &v)))
            return false;
        const integer_limits &limits = integer_ranges[code - suture_code_i8];
        slot->i64 = v;
        return SUTURE_LIKELY((uint64_t) v - (uint64_t) limits.low <= limits.width);
    }
    if (code_is_instance(code)) {
        const type_record *record = a.type->record;
        if (SUTURE_LIKELY(record && Py_TYPE(source) == record->type &&
                          (((instance *) source)->state & state_usable) == state_ready)) {
            slot->ptr = payload((instance *) source);
            return true;
        }
        if (source == Py_None && code == suture_code_ptr &&
            (a.load_flags & suture_load_accepts_none)) {
            slot->ptr = nullptr;
            return true;
        }
        return false;
    }
    if (code == suture_code_f64) {
        if (SUTURE_UNLIKELY(!PyFloat_CheckExact(source)))
            return false;
        slot->f64 = PyFloat_AS_DOUBLE(source);
        return true;
    }
    if (code == suture_code_f32) {
        if (SUTURE_UNLIKELY(!PyFloat_CheckExact(source)))
            return false;
        double v = PyFloat_AS_DOUBLE(source);
        slot->f32 = (float) v;
        return SUTURE_LIKELY((double) slot->f32 == v);
    }
    if (code == suture_code_enum)
        return enum_find(a.type->enumeration, source, &slot->i64);
    if (code == suture_code_object) {
        slot->object = source;
        return !(a.load_flags & suture_load_no_none);
    }
    if (SUTURE_LIKELY(slot_load((int) code, source, a.load_flags & ~(uint32_t) suture_load_convert,
                                slot) != 0))
        return true;
    load_refused();
    return false;
}

/// Any argument that is not a caster, with the conversions of `flags`.
int load_other(interpreter *interp, const argument &a, PyObject *source, uint32_t flags,
               suture_context *context, suture_slot *slot);

SUTURE_HOT_INLINE int load_any(interpreter *interp, const argument &a, PyObject *source,
                               uint32_t mask, suture_context *context, suture_slot *slot,
                               char *frame) {
    if (a.code == suture_code_caster) {
        slot->ptr = frame + (size_t) a.frame * 16;
        return a.caster->load(slot->ptr, source, a.load_flags & mask, context);
    }
    if (SUTURE_LIKELY(load_exact(a, source, slot)))
        return 1;
    return load_other(interp, a, source, a.load_flags & mask, context, slot);
}

/// Results that need the registry, a caster or text.
PyObject *store_other(interpreter *interp, const overload *o, suture_slot *slot,
                      suture_context *context);

/// The result out of slots[0]; new reference.
SUTURE_HOT_INLINE PyObject *store_result(interpreter *interp, const overload *o, suture_slot *slots,
                                         suture_context *context) {
    unsigned code = o->result;
    // Thunks store integers widened to 64 bits; only u64 does not fit a C long.
    if (code - suture_code_i8 < 7u && sizeof(long) == 8)
        return PyLong_FromLong((long) slots[0].i64);
    if (code == suture_code_void)
        return Py_NewRef(Py_None);
    if (code == suture_code_f64)
        return PyFloat_FromDouble(slots[0].f64);
    return store_other(interp, o, slots, context);
}

SUTURE_RUNTIME_END
