// SPDX-License-Identifier: BSD-3-Clause
// Arguments and results that are not worth inlining.
#include "load.h"

SUTURE_RUNTIME_BEGIN

int load_other(interpreter *interp, const argument &a, PyObject *source, uint32_t flags,
               suture_context *context, suture_slot *slot) {
    switch (a.code) {
        case suture_code_self_ref:
        case suture_code_ref:
            flags &= ~(uint32_t) suture_load_accepts_none;
            return instance_load_entry(interp, a.type, source, flags, context, &slot->ptr);
        case suture_code_self_ptr:
        case suture_code_ptr:
            return instance_load_entry(interp, a.type, source, flags, context, &slot->ptr);
        case suture_code_enum: return enum_value(a.type, source, flags, &slot->i64);
        case suture_code_args:
        case suture_code_kwargs: slot->object = source; return 1;
        default: return slot_load(a.code, source, flags, slot);
    }
}

void load_refused() { PyErr_Clear(); }

/// The wrapper of `object` if there is one of exactly that class that nothing has to be done to.
static PyObject *existing_wrapper(interpreter *interp, const type_record *record, void *object,
                                  int policy, const PyObject *owner) {
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
            PyObject *existing =
                existing_wrapper(interp, record, slot->ptr, o->policy, context->self);
            return existing ? existing
                            : instance_wrap(interp, record, slot->ptr, o->policy, context);
        }
        case suture_code_enum: return enum_member(o->result_type, o->module, slot->i64);
        case suture_code_caster: {
            PyObject *result = o->result_caster->store(slot->ptr, o->policy, context);
            if (o->result_caster->destroy_value)
                o->result_caster->destroy_value(slot->ptr);
            if (!result && !PyErr_Occurred())
                PyErr_Format(PyExc_TypeError, "the result of type %s could not be converted",
                             o->result_caster->name);
            return result;
        }
        default: return slot_store(o->result, slot);
    }
}

SUTURE_RUNTIME_END
