// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to instances: state, allocation, keep-alive, for the table.
#include "access.h"

#include "instance.h"

SUTURE_RUNTIME_BEGIN

static instance *checked_instance(PyObject *object) {
    // Told by the class: collections at the end of the interpreter ask too, when its state is gone.
    if (type_primary(Py_TYPE(object)))
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
    if (*owned && (self->state & (state_external | state_many)) == state_external) {
        const external *e = (const external *) payload(self);
        if (e->holder && e->holder->kind != suture_holder_unique)
            *owned = 2;
    }
    return 0;
}

SUTURE_RUNTIME_END
