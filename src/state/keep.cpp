// SPDX-License-Identifier: BSD-3-Clause
// Keeping one object alive as long as another: through its record for an instance, else through a
// weak reference.
#include "../type/access.h"
#include "../type/instance.h"

SUTURE_RUNTIME_BEGIN

/// Releases a patient when a foreign nurse dies: the callback of a weak reference to it.
static PyObject *nurse_died(PyObject *capsule, PyObject *weakref) {
    (void) capsule; // its destructor releases the patient
    Py_DECREF(weakref);
    Py_RETURN_NONE;
}
static PyMethodDef nurse_died_def = {"suture_release", nurse_died, METH_O, nullptr};

static void patient_release(PyObject *capsule) {
    keep_item *item = (keep_item *) PyCapsule_GetPointer(capsule, nullptr);
    if (!item)
        return;
    if (item->release)
        item->release(item->payload);
    else
        Py_DECREF((PyObject *) item->payload);
    PyMem_RawFree(item);
}

int instance_keep(interpreter *interp, PyObject *nurse, void *payload, void (*release)(void *)) {
    if (!release && PyType_IsSubtype(Py_TYPE((PyObject *) payload), interp->object_type))
        ((instance *) payload)->state |= state_patient;
    keep_item *item = (keep_item *) PyMem_RawMalloc(sizeof(keep_item));
    if (!item) {
        PyErr_NoMemory();
        return -1;
    }
    *item = {nullptr, payload, release};
    if (PyType_IsSubtype(Py_TYPE(nurse), interp->object_type)) {
        size_t i = interp->keep.first(nurse);
        if (i != SIZE_MAX) {
            keep_item *head = (keep_item *) interp->keep.items[i].object;
            if (!release)
                for (keep_item *k = head; k; k = k->next)
                    if (k->payload == payload && !k->release) {
                        PyMem_RawFree(item);
                        return 0;
                    }
            item->next = head->next;
            head->next = item;
        } else {
            if (!interp->keep.reserve()) {
                PyMem_RawFree(item);
                return -1;
            }
            interp->keep.insert(nurse, (instance *) item);
        }
        ((instance *) nurse)->state |= state_kept;
        if (!release)
            Py_INCREF((PyObject *) payload);
        return 0;
    }
    reference capsule(PyCapsule_New(item, nullptr, patient_release));
    if (!capsule) {
        PyMem_RawFree(item);
        return -1;
    }
    if (!release)
        Py_INCREF((PyObject *) payload);
    reference callback(PyCFunction_New(&nurse_died_def, capsule));
    if (!callback)
        return -1;
    // REF: the weak reference lives until its callback drops it.
    return PyWeakref_NewRef(nurse, callback) ? 0 : -1;
}

// --- slots of the table ------------------------------------------------------------------------

int keep_alive(PyObject *nurse, PyObject *patient) {
    if (nurse == Py_None || patient == Py_None || nurse == patient)
        return 0;
    return instance_keep(interpreter_current(), nurse, patient, nullptr);
}

int keep_alive_payload(PyObject *nurse, void *payload, void (*release)(void *)) {
    return instance_keep(interpreter_current(), nurse, payload, release);
}

SUTURE_RUNTIME_END
