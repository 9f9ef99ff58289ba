// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to instances: state, allocation, keep-alive, for the table.
#include "access.h"

#include "instance.h"

SUTURE_RUNTIME_BEGIN

static instance *checked_instance(PyObject *object) {
    if (PyType_IsSubtype(Py_TYPE(object), interpreter_current()->object_type))
        return (instance *) object;
    PyErr_Format(PyExc_TypeError, "expected an instance of a bound class, got %.200s",
                 Py_TYPE(object)->tp_name);
    return nullptr;
}

int instance_state(PyObject *object, void **pointer, int *ready, int *owned) {
    instance *self = checked_instance(object);
    if (!self)
        return -1;
    *pointer = instance_object(self);
    *ready = (self->state & state_ready) != 0;
    *owned = (self->state & state_owned) != 0;
    return 0;
}

int instance_set_state(PyObject *object, int ready, int destruct) {
    instance *self = checked_instance(object);
    if (!self)
        return -1;
    self->state &= ~(uint32_t) (state_ready | state_owned);
    self->state |= (ready ? (uint32_t) state_ready : 0u) | (destruct ? (uint32_t) state_owned : 0u);
    if (ready && !(self->state & state_registered)) {
        type_record *record = instance_record(self);
        if (!instance_register(record->interp, self, record, instance_object(self)))
            return -1;
        self->state |= state_registered;
    }
    return 0;
}

PyObject *instance_alloc(PyObject *type) {
    if (!PyType_Check(type) ||
        !PyType_IsSubtype((PyTypeObject *) type, interpreter_current()->object_type)) {
        PyErr_SetString(PyExc_TypeError, "expected a bound class");
        return nullptr;
    }
    return instance_alloc_any((PyTypeObject *) type);
}

int keep_alive(PyObject *nurse, PyObject *patient) {
    if (nurse == Py_None || patient == Py_None || nurse == patient)
        return 0;
    return instance_keep(interpreter_current(), nurse, patient, nullptr);
}

int keep_alive_payload(PyObject *nurse, void *payload, void (*release)(void *)) {
    return instance_keep(interpreter_current(), nurse, payload, release);
}

SUTURE_RUNTIME_END
