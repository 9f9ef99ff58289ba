// SPDX-License-Identifier: BSD-3-Clause
// What include/suture/low_level.h reaches of bound classes: facts about them, and instances made,
// ended and filled step by step.
#include "../state/interpreter.h"
#include "access.h"
#include "instance.h"
#include "wrap.h"

SUTURE_RUNTIME_BEGIN

/// Record of a bound class; NULL for anything else.
static type_record *bound_record(PyObject *type) {
    return type && PyType_Check(type) && type_is_bound((PyTypeObject *) type)
               ? type_record_of((PyTypeObject *) type)
               : nullptr;
}

size_t type_fact(PyObject *type, int fact) {
    const type_record *record = bound_record(type);
    if (!record)
        return 0;
    switch (fact) {
        case suture_fact_bound: return 1;
        case suture_fact_size: return record->cpp_size;
        case suture_fact_align: return record->align;
        default: return 0;
    }
}

/// The instance, or NULL with TypeError set.
static instance *bound_instance(PyObject *object) {
    if (type_primary(Py_TYPE(object)))
        return (instance *) object;
    PyErr_Format(PyExc_TypeError, "expected an instance of a bound class, got %.200s",
                 Py_TYPE(object)->tp_name);
    return nullptr;
}

PyObject *instance_put_as(PyObject *type, void *object, int policy, PyObject *parent) {
    type_record *record = bound_record(type);
    if (!record) {
        PyErr_SetString(PyExc_TypeError, "expected a bound class");
        return nullptr;
    }
    suture_context context = {record->interp, nullptr, nullptr, 0, 0};
    PyObject *result = instance_wrap_as(record->interp, record, object, policy, &context);
    if (result && parent && parent != Py_None &&
        instance_keep(record->interp, result, parent, nullptr) < 0)
        Py_CLEAR(result);
    return result;
}

/// Constructs by copy or move at `to`. -1 with an error.
static int construct(const type_record *record, int op, void *to, void *from) {
    if (!record->life) {
        memcpy(to, from, record->size);
        return 0;
    }
    void *made = nullptr;
    if (record_life(record, op, to, from, &made) < 0)
        return -1;
    if (made)
        return 0;
    PyErr_Format(PyExc_TypeError, "%s: the class can be neither copied nor moved", record->name);
    return -1;
}

/// Runs the destructor at `at`, whoever owns the object.
static int destroy_in_place(const type_record *record, void *at) {
    if (!record->life || (record->flags & suture_type_trivial_destroy))
        return 0;
    return record_life(record, suture_life_destroy, at, nullptr, nullptr);
}

/// Where an uninitialised instance has its object: an external one gets storage first.
static void *storage_of(const type_record *record, uint32_t &state, void *at) {
    if (!(state & state_external))
        return at;
    external *outside = (external *) at;
    if (!(state & state_storage)) {
        outside->object = record_allocate(record);
        if (!outside->object)
            return nullptr;
        state |= state_storage;
    }
    return outside->object;
}

/// Construction from outside a constructor has come to its end.
static int filled(type_record *record, instance *self, uint32_t &state, void *at, bool owned) {
    void *object = state & state_external ? ((external *) at)->object : at;
    const bool fresh = !(state & state_registered);
    if (fresh && !instance_register(record->interp, self, record, object))
        return -1;
    external *outside = (external *) at;
    if ((state & state_storage) && outside->holder && owned &&
        !outside->holder->apply(suture_holder_try_existing, outside->storage(), object))
        outside->holder->apply(suture_holder_from_pointer, outside->storage(), object);
    state &= ~(uint32_t) (state_storage | state_relinquished);
    state |= state_ready | state_registered | (owned ? (uint32_t) state_owned : 0u);
    if (fresh && owned && record->set_self)
        record->set_self(object, (PyObject *) self);
    return 0;
}

PyObject *instance_alloc(PyObject *type) {
    if (!PyType_Check(type) ||
        !PyType_IsSubtype((PyTypeObject *) type, interpreter_current()->object_type)) {
        PyErr_SetString(PyExc_TypeError, "expected a bound class");
        return nullptr;
    }
    instance *self = (instance *) instance_alloc_any((PyTypeObject *) type);
    if (self && !(self->state & state_many) &&
        !storage_of(instance_record(self), self->state, payload(self)))
        Py_CLEAR(self);
    return (PyObject *) self;
}

int instance_set_state(PyObject *object, int ready, int destruct) {
    instance *self = bound_instance(object);
    if (!self)
        return -1;
    type_record *record = instance_record(self);
    void *at;
    uint32_t &state = *part_of(self, record, &at);
    if (ready && !(state & state_ready))
        return filled(record, self, state, at, destruct != 0);
    state &= ~(uint32_t) (state_ready | state_owned);
    state |= (ready ? (uint32_t) state_ready : 0u) | (destruct ? (uint32_t) state_owned : 0u);
    return 0;
}

int instance_change(PyObject *object, int change, PyObject *source) {
    instance *self = bound_instance(object);
    if (!self)
        return -1;
    type_record *record = instance_record(self);
    void *at;
    uint32_t &state = *part_of(self, record, &at);
    if (change == suture_change_destruct) {
        instance_end(self);
        return 0;
    }
    if (change == suture_change_lend) {
        state = (state & ~(uint32_t) (state_ready | state_owned)) | state_relinquished;
        return 0;
    }
    void *from = nullptr;
    const int op = change == suture_change_move ? suture_life_move : suture_life_copy;
    if (change != suture_change_zero) {
        if (object == source)
            return 0;
        instance *other = bound_instance(source);
        if (!other)
            return -1;
        if (instance_load(record->interp, record, source, 0, nullptr, &from) <= 0) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_TypeError, "expected %s, got %.200s", record->name,
                             Py_TYPE(source)->tp_name);
            return -1;
        }
    }
    if (state & state_ready) {
        // In place; whether it is owned stays as it is.
        void *to = state & state_external ? ((external *) at)->object : at;
        if (change == suture_change_zero) {
            memset(to, 0, record->size);
            state |= state_owned;
            return 0;
        }
        if (to == from)
            return 0;
        if (destroy_in_place(record, to) < 0)
            return -1;
        if (construct(record, op, to, from) == 0)
            return 0;
        // Nothing is there any more.
        state &= ~(uint32_t) (state_ready | state_owned);
        return -1;
    }
    void *to = storage_of(record, state, at);
    if (!to)
        return -1;
    if (change == suture_change_zero)
        memset(to, 0, record->size);
    else if (construct(record, op, to, from) < 0)
        return -1;
    return filled(record, self, state, at, true);
}

int instance_derived(PyObject *object) {
    instance *self = bound_instance(object);
    return self ? !type_is_bound(Py_TYPE(object)) : -1;
}

SUTURE_RUNTIME_END
