// SPDX-License-Identifier: BSD-3-Clause
// From a C++ object to its Python instance: the existing one, or a new one by return value policy.
#include "wrap.h"

#include "instance.h"

SUTURE_RUNTIME_BEGIN

/// Whether `object` lives only as long as `wrapper`, as far as keep-alives tell.
static bool depends_on(interpreter *interp, PyObject *object, const instance *wrapper, int depth) {
    if (object == (PyObject *) wrapper)
        return true;
    if (!depth || !PyType_IsSubtype(Py_TYPE(object), interp->object_type) ||
        !(((instance *) object)->state & state_kept))
        return false;
    size_t i = interp->keep.first(object);
    if (i == SIZE_MAX)
        return false;
    for (keep_item *k = (keep_item *) interp->keep.items[i].object; k; k = k->next)
        if (!k->release && depends_on(interp, (PyObject *) k->payload, wrapper, depth - 1))
            return true;
    return false;
}

/// Ties a wrapper that does not own its object to the object it was returned from.
static int tie(interpreter *interp, instance *wrapper, PyObject *owner) {
    if (!owner || (PyObject *) wrapper == owner || (wrapper->state & state_has_owner))
        return 0;
    // A back pointer: each would keep the other alive for ever.
    if (depends_on(interp, owner, wrapper, 32))
        return 0;
    if (instance_keep(interp, (PyObject *) wrapper, owner, nullptr) < 0)
        return -1;
    wrapper->state |= state_has_owner;
    return 0;
}

instance *wrap_external(type_record *record, void *object, const suture_holder *holder) {
    size_t size = sizeof(external), align = alignof(external);
    if (holder) {
        size = align_up(size, holder->align) + holder->size;
        align = holder->align > align ? holder->align : align;
    }
    instance *self = instance_new(record, size, align);
    if (!self)
        return nullptr;
    self->state = state_external;
    *(external *) payload(self) = {object, holder};
    return self;
}

PyObject *publish(interpreter *interp, instance *self, type_record *record, void *object) {
    self->state |= state_ready;
    if (!instance_register(interp, self, record, object)) {
        Py_DECREF(self);
        return nullptr;
    }
    self->state |= state_registered;
    if (record->set_self && (self->state & state_owned))
        record->set_self(object, (PyObject *) self);
    return (PyObject *) self;
}

/// Copy or move into a new instance.
static PyObject *wrap_copy(interpreter *interp, type_record *record, void *object, int policy) {
    int inside = policy == suture_policy_move ? suture_life_move : suture_life_copy;
    int outside = policy == suture_policy_move ? suture_life_move_new : suture_life_copy_new;
    void *result = nullptr;
    instance *self;
    if (record->flags & suture_type_external) {
        if (record->life) {
            if (record_life(record, outside, nullptr, object, &result) < 0)
                return nullptr;
        } else {
            result = record_allocate(record);
            if (!result)
                return nullptr;
            memcpy(result, object, record->size);
        }
        if (result) {
            self = wrap_external(record, result, record->holder);
            if (!self) {
                if (record->life)
                    record_life(record, suture_life_delete, result, nullptr, nullptr);
                else
                    record_release(record, result);
                return nullptr;
            }
            external *e = (external *) payload(self);
            if (e->holder)
                e->holder->apply(suture_holder_from_pointer, e->storage(), result);
            self->state |= state_owned;
            return publish(interp, self, record, result);
        }
    } else {
        self = instance_new(record, record->size, record->align);
        if (!self)
            return nullptr;
        void *at = payload(self);
        if (record->life) {
            if (record_life(record, inside, at, object, &result) < 0) {
                Py_DECREF(self);
                return nullptr;
            }
        } else {
            memcpy(at, object, record->size);
            result = at;
        }
        if (result) {
            self->state |= state_owned;
            return publish(interp, self, record, at);
        }
        Py_DECREF(self);
    }
    PyErr_Format(PyExc_TypeError,
                 policy == suture_policy_move
                     ? "%s: the result cannot be returned by value: the class can be neither "
                       "moved nor copied"
                     : "%s: the result cannot be copied: the class has no copy constructor; "
                       "choose another return value policy",
                 record->name);
    return nullptr;
}

/// The instance that there is, or a new one by policy.
static SUTURE_HOT_INLINE PyObject *wrap_resolved(interpreter *interp, type_record *record,
                                                 void *object, int policy, PyObject *owner) {
    if (policy != suture_policy_copy && policy != suture_policy_move) {
        instance *self = instance_at(interp, record, object, false);
        if (self) {
            if ((policy == suture_policy_reference || policy == suture_policy_reference_internal) &&
                !(self->state & state_owned) && (self->state & state_external) &&
                tie(interp, self, owner) < 0)
                return nullptr;
            return Py_NewRef((PyObject *) self);
        }
    }
    switch (policy) {
        case suture_policy_copy:
        case suture_policy_move: return wrap_copy(interp, record, object, policy);
        case suture_policy_none:
            PyErr_Format(PyExc_TypeError,
                         "%s: the object has no Python instance yet, and the return value policy "
                         "'none' makes none",
                         record->name);
            return nullptr;
        case suture_policy_reference_internal:
            if (!owner) {
                PyErr_Format(PyExc_TypeError,
                             "%s: return value policy 'reference_internal' needs a method",
                             record->name);
                return nullptr;
            }
            break;
        default: break;
    }
    // Who counts its references itself is shared whatever the policy says.
    bool owned = policy == suture_policy_take_ownership || policy == suture_policy_automatic ||
                 record->set_self;
    const suture_holder *holder = owned ? record->holder : nullptr;
    instance *self = wrap_external(record, object, holder ? holder : record->sharing);
    if (!self)
        return nullptr;
    external *e = (external *) payload(self);
    if (e->holder) {
        if (e->holder->apply(suture_holder_try_existing, e->storage(), object))
            owned = true;
        else if (holder)
            e->holder->apply(suture_holder_from_pointer, e->storage(), object);
        else
            e->holder = nullptr;
    }
    if (owned)
        self->state |= state_owned;
    PyObject *result = publish(interp, self, record, object);
    if (result && !owned &&
        (policy == suture_policy_reference || policy == suture_policy_reference_internal) &&
        tie(interp, self, owner) < 0) {
        Py_DECREF(result);
        return nullptr;
    }
    return result;
}

/// The `derived` object whose `base` part is at `object`: a type_hook knows its class only.
SUTURE_COLD static void *derived_object(type_record *derived, void *object,
                                        const type_record *base) {
    void *part;
    return record_upcast(derived, object, base, &part)
               ? (char *) object - ((char *) part - (char *) object)
               : object;
}

int most_derived(interpreter *interp, type_record *&record, void *&object) {
    if (!(record->flags & suture_type_polymorphic) || !record->life)
        return 0;
    const void *dynamic = nullptr;
    void *whole = nullptr;
    if (record_life(record, suture_life_dynamic, object, &dynamic, &whole) != 0 || !dynamic ||
        !whole)
        return 0;
    suture_type_ref ref{dynamic, record->entry->domain, 0};
    type_entry *entry = type_entry_of(interp, &ref);
    if (!entry)
        return -1;
    type_record *derived = type_record_for(entry, record->module);
    if (derived && derived != record &&
        (record_is_a(derived, record) || (record->module->flags & suture_module_any_downcast))) {
        if (SUTURE_UNLIKELY(record->flags & suture_type_hooked))
            whole = derived_object(derived, object, record);
        record = derived;
        object = whole;
    }
    return 0;
}

PyObject *instance_wrap(interpreter *interp, type_record *record, void *object, int policy,
                        suture_context *context) {
    if (most_derived(interp, record, object) < 0)
        return nullptr;
    return wrap_resolved(interp, record, object, policy, context ? context->self : nullptr);
}

PyObject *instance_wrap_as(interpreter *interp, type_record *record, void *object, int policy,
                           suture_context *context) {
    return wrap_resolved(interp, record, object, policy, context ? context->self : nullptr);
}

instance *instance_prepare_value(type_record *record, void **storage) {
    if (SUTURE_UNLIKELY(record->flags & suture_type_external)) {
        void *at = record_allocate(record);
        if (!at)
            return nullptr;
        instance *self = wrap_external(record, at, record->holder);
        if (!self) {
            record_release(record, at);
            return nullptr;
        }
        self->state |= state_storage;
        *storage = at;
        return self;
    }
    instance *self = instance_new(record, record->size, record->align);
    if (SUTURE_LIKELY(self != nullptr))
        *storage = payload(self);
    return self;
}

PyObject *instance_finish_value(type_record *record, instance *self, void *storage) {
    if (SUTURE_UNLIKELY(self->state & state_external)) {
        external *e = (external *) payload(self);
        if (e->holder && !e->holder->apply(suture_holder_try_existing, e->storage(), storage))
            e->holder->apply(suture_holder_from_pointer, e->storage(), storage);
        self->state &= ~(uint32_t) state_storage;
    }
    self->state |= state_ready | state_owned;
    if (SUTURE_LIKELY(!(record->flags & record_shifted_bases) && !record->set_self)) {
        if (SUTURE_LIKELY(record->interp->instances.reserve())) {
            record->interp->instances.insert(storage, self);
            self->state |= state_registered;
            return (PyObject *) self;
        }
        Py_DECREF(self);
        return nullptr;
    }
    return publish(record->interp, self, record, storage);
}

// --- slots of the table ------------------------------------------------------------------------

int instance_get(suture_type_ref *ref, PyObject *source, uint32_t flags, suture_context *context,
                 void **result) {
    interpreter *interp = context ? (interpreter *) context->interp : interpreter_current();
    type_entry *entry = SUTURE_LIKELY(interp != nullptr) ? type_entry_of(interp, ref) : nullptr;
    if (!entry)
        return 0;
    if (SUTURE_LIKELY(!entry->locals))
        return instance_load(interp, entry->record, source, flags, context, result);
    return instance_load_entry(interp, entry, source, flags, context, result);
}

PyObject *instance_put(suture_type_ref *ref, void *object, int policy, suture_context *context) {
    if (!object)
        Py_RETURN_NONE;
    interpreter *interp = context ? (interpreter *) context->interp : interpreter_current();
    if (SUTURE_UNLIKELY(!interp)) {
        PyErr_SetString(PyExc_RuntimeError, "the interpreter is finalizing");
        return nullptr;
    }
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry)
        return nullptr;
    type_record *record = type_record_for(entry, ref);
    if (!record) {
        type_unbound_error(entry);
        return nullptr;
    }
    return instance_wrap(interp, record, object, policy, context);
}

SUTURE_RUNTIME_END
