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

inline bool code_is_instance(unsigned code) { return code - suture_code_self_ref < 4u; }

/// Clears the error of a strict attempt: whoever tries again meets it again.
SUTURE_COLD void load_refused();

/// The commonest arguments, without any conversion and without a call, so that a function which
/// gives up where this does needs no registers saved: an int of one digit, a float, an instance of
/// exactly that class, an enumeration's member, any object.
SUTURE_HOT_INLINE bool load_inline(const argument &a, PyObject *source, suture_slot *slot) {
    const unsigned code = a.code;
    if (code_is_integer(code))
        return int_compact(source, &slot->i64) && integer_in_range(code, slot->i64);
    if (code_is_instance(code)) {
        const type_record *record = a.type->record;
        if (SUTURE_LIKELY(record && Py_TYPE(source) == record->type &&
                          (((instance *) source)->state & state_usable) == state_ready)) {
            slot->ptr = payload((instance *) source);
            return true;
        }
        slot->ptr = nullptr;
        return source == Py_None && code == suture_code_ptr &&
               (a.load_flags & suture_load_accepts_none);
    }
    if (code == suture_code_f64) {
        if (SUTURE_UNLIKELY(!PyFloat_CheckExact(source)))
            return false;
        slot->f64 = PyFloat_AS_DOUBLE(source);
        return true;
    }
    if (code == suture_code_enum)
        return enum_find(a.type->enumeration, source, &slot->i64);
    if (code == suture_code_bool) {
        slot->i64 = source == Py_True;
        return source == Py_True || source == Py_False;
    }
    if (code == suture_code_f32) {
        if (SUTURE_UNLIKELY(!PyFloat_CheckExact(source)))
            return false;
        const double v = PyFloat_AS_DOUBLE(source);
        slot->f32 = (float) v;
        return (double) slot->f32 == v;
    }
    slot->object = source;
    return code == suture_code_object && !(a.load_flags & suture_load_no_none);
}

/// load_inline, then the other codes' exact cases. Codes that need a call frame are not for it.
SUTURE_HOT_INLINE bool load_exact_inline(const argument &a, PyObject *source, suture_slot *slot) {
    if (SUTURE_LIKELY(load_inline(a, source, slot)))
        return true;
    const unsigned code = a.code;
    if (code_is_integer(code) || code_is_instance(code) || code == suture_code_f64 ||
        code == suture_code_f32 || code == suture_code_enum || code == suture_code_object)
        return false;
    if (SUTURE_LIKELY(slot_load((int) code, source, a.load_flags & ~(uint32_t) suture_load_convert,
                                slot) != 0))
        return true;
    load_refused();
    return false;
}

/// The same where a call costs nothing that counts.
bool load_exact(const argument &a, PyObject *source, suture_slot *slot);

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
    // Thunks store integers widened to 64 bits; only u64 does not fit an int64_t.
    if (code - suture_code_i8 < 7u)
        return box_integer(interp, slots[0].i64);
    if (code == suture_code_void)
        return Py_NewRef(Py_None);
    if (code == suture_code_f64)
        return PyFloat_FromDouble(slots[0].f64);
    return store_other(interp, o, slots, context);
}

/// Results that are not worth inlining; not inlined, so that the others save fewer registers.
PyObject *store_rest(function *f, const overload *o, suture_slot *slots, PyObject *first);

/// Arguments of a call that goes one of the fast ways.
static constexpr unsigned frame_arguments = 8;

/// Whether framed_run can run an overload.
inline bool overload_is_framed(const overload *o) {
    return o->nargs <= frame_arguments && o->frame_size <= frame_bytes &&
           !(o->traits & (overload_vararg | overload_around)) &&
           o->result != suture_code_self_value && o->result != suture_code_value &&
           !(o->nargs && o->arguments[0].code == suture_code_self_new);
}

/// Not inlined: it would cost the loop of framed_run its registers.
int load_rest(interpreter *interp, const argument &a, PyObject *source, uint32_t mask,
              suture_context *context, suture_slot *slot);

/// The result could not be boxed: an error is set if none is. NULL.
PyObject *store_failed(const overload *o);

/// store_result where a caster is likely; NULL, perhaps without an error, if it had no result.
SUTURE_HOT_INLINE PyObject *store_framed(interpreter *interp, const overload *o, suture_slot *slots,
                                         suture_context *context) {
    if (o->result != suture_code_caster)
        return store_result(interp, o, slots, context);
    const suture_caster *caster = o->result_caster;
    PyObject *result = caster->store(slots[0].ptr, o->policy, context);
    if (caster->destroy_value)
        caster->destroy_value(slots[0].ptr);
    return result;
}

/// Whether framed_run_one can run an overload: one argument, which has a caster. No method, for
/// its `self` would be an instance.
inline bool overload_is_one(const overload *o) {
    return o->nargs == 1 && o->arguments[0].code == suture_code_caster;
}

/// framed_run for such an overload.
SUTURE_HOT_INLINE int framed_run_one(interpreter *interp, const overload *o, PyObject *source,
                                     uint32_t mask, PyObject **result, bool *loaded) {
    alignas(16) char frame[frame_bytes];
    suture_slot slots[2];
    suture_context context = {interp, nullptr, nullptr, 0, 0};
    const argument *a = o->arguments;
    const suture_caster *caster = a->caster;
    int outcome = suture_outcome_next_overload;
    slots[1].ptr = frame + (size_t) a->frame * 16;
    *loaded = caster->load(slots[1].ptr, source, a->load_flags & mask, &context) != 0;
    if (SUTURE_LIKELY(*loaded)) {
        slots[0].ptr = frame;
        outcome = o->invoke((void *) o->capture, slots, o->thunk);
        if (SUTURE_LIKELY(outcome == suture_outcome_ok))
            *result = store_framed(interp, o, slots, &context);
        if (caster->destroy)
            caster->destroy(frame + (size_t) a->frame * 16);
    }
    if (SUTURE_UNLIKELY(context.keep != nullptr))
        context_clear(&context);
    return outcome;
}

/// One overload with casters over one object per argument: loads, calls, boxes, releases. A
/// suture_outcome, and how many arguments were loaded; no result where one could not be boxed.
SUTURE_HOT_INLINE int framed_run(function *f, const overload *o, PyObject *const *args,
                                 uint32_t mask, PyObject **result, size_t *loaded) {
    const size_t n = o->nargs;
    alignas(16) char frame[frame_bytes];
    suture_slot slots[frame_arguments + 1];
    suture_context context = {f->interp, n && (f->flags & function_is_method) ? args[0] : nullptr,
                              nullptr, 0, 0};
    int outcome = suture_outcome_next_overload;
    size_t i = 0;
    for (const argument *a = o->arguments; i < n; ++i, ++a) {
        if (a->code == suture_code_caster) {
            void *at = frame + (size_t) a->frame * 16;
            slots[i + 1].ptr = at;
            if (SUTURE_UNLIKELY(!a->caster->load(at, args[i], a->load_flags & mask, &context)))
                break;
        } else if (SUTURE_UNLIKELY(
                       !load_rest(f->interp, *a, args[i], mask, &context, &slots[i + 1]))) {
            break;
        }
    }
    *loaded = i;
    if (SUTURE_LIKELY(i == n)) {
        slots[0].ptr = frame;
        outcome = o->invoke((void *) o->capture, slots, o->thunk);
        if (SUTURE_LIKELY(outcome == suture_outcome_ok))
            *result = store_framed(f->interp, o, slots, &context);
    }
    if (o->traits & overload_destroy) {
        for (const argument *a = o->arguments + i; a-- != o->arguments;)
            if (a->code == suture_code_caster && a->caster->destroy)
                a->caster->destroy(frame + (size_t) a->frame * 16);
    }
    if (SUTURE_UNLIKELY(context.keep != nullptr))
        context_clear(&context);
    return outcome;
}

/// framed_run, not inlined: for those that need no call frame on their other ways.
int framed_call(function *f, const overload *o, PyObject *const *args, uint32_t mask,
                PyObject **result, size_t *loaded);

SUTURE_RUNTIME_END
