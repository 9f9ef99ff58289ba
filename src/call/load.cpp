// SPDX-License-Identifier: BSD-3-Clause
// Arguments and results that are not worth inlining.
#include "load.h"

#include "../type/machinery.h"

SUTURE_RUNTIME_BEGIN

SUTURE_NOINLINE bool load_exact(const argument &a, PyObject *source, suture_slot *slot) {
    return load_exact_inline(a, source, slot);
}

/// An instance that load_inline leaves alone.
static int load_instance(interpreter *interp, const type_entry *entry, PyObject *source,
                         uint32_t flags, suture_context *context, void **result) {
    if (SUTURE_LIKELY(classes() != nullptr))
        return classes()->instance_load_entry(interp, entry, source, flags, context, result);
    return no_class_load(source, flags, result);
}

int load_other(interpreter *interp, const argument &a, PyObject *source, uint32_t flags,
               suture_context *context, suture_slot *slot) {
    switch (a.code) {
        case suture_code_self_ref:
        case suture_code_ref:
            flags &= ~(uint32_t) suture_load_accepts_none;
            return load_instance(interp, a.type, source, flags, context, &slot->ptr);
        case suture_code_self_ptr:
        case suture_code_ptr:
            return load_instance(interp, a.type, source, flags, context, &slot->ptr);
        case suture_code_enum: return enum_value(a.type, source, flags, &slot->i64);
        case suture_code_args:
        case suture_code_kwargs: slot->object = source; return 1;
        default: return slot_load(a.code, source, flags, slot);
    }
}

SUTURE_COLD PyObject *store_failed(const overload *o) {
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "the result of type %s could not be converted",
                     o->result_caster->name);
    return nullptr;
}

void load_refused() { PyErr_Clear(); }

/// The wrapper of `object` if there is one of exactly that class that nothing has to be done to.
static SUTURE_HOT_INLINE PyObject *existing_wrapper(interpreter *interp, const type_record *record,
                                                    void *object, int policy,
                                                    const PyObject *owner) {
    if ((record->flags & suture_type_polymorphic) || policy == suture_policy_copy ||
        policy == suture_policy_move)
        return nullptr;
    size_t i = interp->instances.first(object);
    if (i == SIZE_MAX)
        return nullptr;
    instance *self = interp->instances.items[i].object;
    // One that owns its object, or is asked for by a free function, needs no owner either.
    if (Py_TYPE((PyObject *) self) != record->type || !(self->state & state_ready) ||
        (owner && !(self->state & (state_owned | state_has_owner))))
        return nullptr;
    return Py_NewRef((PyObject *) self);
}

PyObject *store_other(interpreter *interp, const overload *o, suture_slot *slot,
                      suture_context *context) {
    switch (o->result) {
        case suture_code_self_ref:
        case suture_code_ref:
        case suture_code_self_ptr:
        case suture_code_ptr: {
            if (!slot->ptr)
                Py_RETURN_NONE;
            const type_entry *entry = o->result_type;
            type_record *record = entry->locals ? type_record_for(entry, o->module) : entry->record;
            if (SUTURE_UNLIKELY(!record)) {
                type_unbound_error(entry);
                return nullptr;
            }
            return classes()->instance_wrap(interp, record, slot->ptr, o->policy, context);
        }
        case suture_code_enum: return enum_member(o->result_type, o->module, slot->i64);
        case suture_code_caster: {
            PyObject *result = o->result_caster->store(slot->ptr, o->policy, context);
            if (o->result_caster->destroy_value)
                o->result_caster->destroy_value(slot->ptr);
            return result ? result : store_failed(o);
        }
        default: return slot_store(o->result, slot);
    }
}

SUTURE_NOINLINE PyObject *store_rest(function *f, const overload *o, suture_slot *slots,
                                     PyObject *first) {
    PyObject *owner = f->flags & function_is_method ? first : nullptr;
    if (code_is_instance(o->result) && slots[0].ptr) {
        const type_entry *entry = o->result_type;
        const type_record *record = entry->record;
        if (SUTURE_LIKELY(record && !entry->locals))
            if (PyObject *existing =
                    existing_wrapper(f->interp, record, slots[0].ptr, o->policy, owner))
                return existing;
    }
    suture_context context = {f->interp, owner, nullptr, 0, 0};
    return store_other(f->interp, o, slots, &context);
}

SUTURE_NOINLINE int load_rest(interpreter *interp, const argument &a, PyObject *source,
                              uint32_t mask, suture_context *context, suture_slot *slot) {
    return load_any(interp, a, source, mask, context, slot, nullptr);
}

SUTURE_RUNTIME_END
