// SPDX-License-Identifier: BSD-3-Clause
// Overriding virtual functions in Python. A trampoline asks by name whether its Python class has
// an override; that there is none is remembered per version of the class, so that the answer
// needs no GIL.
#include "trampoline.h"
#include "../function/define.h"
#include "instance.h"

#include <atomic> // the negative cache is read without the GIL

SUTURE_RUNTIME_BEGIN

/// What SUTURE_TRAMPOLINE puts into the class; the layout is detail/trampoline.h's.
struct trampoline_data {
    PyObject *self; ///< borrowed; NULL: the object was not made from Python
    interpreter *interp;
    int owns_self;
};

/// (class version, function name) pairs without an override. CPython never reuses a version for
/// another state of a class. LOCK: a sequence lock per entry; a torn read is a miss.
struct miss {
    std::atomic<unsigned> version{0};
    std::atomic<const char *> name{nullptr};
};
static miss misses[512];

static miss &miss_at(unsigned version, const char *name) {
    return misses[((size_t) version * 31 + ((size_t) (uintptr_t) name >> 2)) & 511];
}
static bool known_miss(unsigned version, const char *name) {
    miss &m = miss_at(version, name);
    unsigned first = m.version.load(std::memory_order_acquire);
    return first == version && m.name.load(std::memory_order_acquire) == name &&
           m.version.load(std::memory_order_acquire) == first;
}
static void remember_miss(unsigned version, const char *name) {
    miss &m = miss_at(version, name);
    m.version.store(0, std::memory_order_release);
    m.name.store(name, std::memory_order_release);
    m.version.store(version, std::memory_order_release);
}

/// Overrides in progress on this thread: calling the base version from an override (super().f())
/// comes back here and must not find the override again.
struct ticket {
    PyObject *self;
    const char *name;
    ticket *previous;
    PyGILState_STATE state;
};
static thread_local ticket *active = nullptr;

static unsigned class_version(PyTypeObject *type) {
    unsigned version = *(volatile unsigned *) &type->tp_version_tag;
#if PY_VERSION_HEX < 0x030B0000
    if (!(type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG))
        return 0;
#endif
    return version;
}

SUTURE_COLD static void pure_error(PyObject *self, const char *name) {
    PyErr_Format(PyExc_RuntimeError,
                 "%.200s.%s() is a pure virtual function and has no override in Python",
                 self ? Py_TYPE(self)->tp_name : "(no Python object)", name);
}

PyObject *override_enter(void *data, const char *name, int pure, int *gil) {
    trampoline_data *t = (trampoline_data *) data;
    *gil = 0;
    PyObject *self = t->self;
    if (self) {
        unsigned version = class_version(Py_TYPE(self));
        if (!pure && version && known_miss(version, name))
            return nullptr;
        if (!Py_IsInitialized())
            return nullptr;
    } else if (!pure) {
        return nullptr;
    }
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *method = nullptr;
    bool recursive = false;
    for (ticket *k = active; k; k = k->previous)
        recursive |= k->self == self && !strcmp(k->name, name);
    if (self && !recursive) {
        reference key(PyUnicode_InternFromString(name));
        PyTypeObject *type = Py_TYPE(self);
        PyObject *found = key ? _PyType_Lookup(type, key) : nullptr; // REF: borrowed
        if (found && !function_check(t->interp, found)) {
            method = PyObject_GetAttr(self, key);
        } else if (key && class_version(type)) {
            remember_miss(class_version(type), name);
        }
    }
    if (!method) {
        if (pure && !PyErr_Occurred())
            pure_error(self, name);
        if (pure || PyErr_Occurred())
            *gil = (int) state + 1;
        else
            PyGILState_Release(state);
        return nullptr;
    }
    ticket *entry = (ticket *) PyMem_RawMalloc(sizeof(ticket));
    if (!entry) {
        Py_DECREF(method);
        PyErr_NoMemory();
        *gil = (int) state + 1;
        return nullptr;
    }
    *entry = {self, name, active, state};
    active = entry;
    *gil = -1;
    return method;
}

/// `gil`: -1 after an override ran; state + 1 where only an error was raised.
void override_leave(int gil) {
    if (gil == -1) {
        ticket *entry = active;
        active = entry->previous;
        PyGILState_STATE state = entry->state;
        PyMem_RawFree(entry);
        PyGILState_Release(state);
    } else if (gil > 0) {
        PyGILState_Release((PyGILState_STATE) (gil - 1));
    }
}

void trampoline_init(void *data, void *object, suture_type_ref *ref) {
    trampoline_data *t = (trampoline_data *) data;
    *t = {nullptr, nullptr, 0};
    if (!Py_IsInitialized() || !PyGILState_Check())
        return;
    interpreter *interp = interpreter_current();
    if (!interp)
        return;
    t->interp = interp;
    (void) ref;
    // The instance under construction is registered at the address of its storage.
    size_t i = interp->instances.first(object);
    if (i == SIZE_MAX)
        return;
    t->self = (PyObject *) interp->instances.items[i].object;
    if (interp->trampolines.reserve())
        interp->trampolines.insert(t->self, (instance *) t);
    else
        PyErr_Clear();
}

void trampoline_release(void *data) {
    trampoline_data *t = (trampoline_data *) data;
    if (!t->self)
        return;
    if (!Py_IsInitialized() || !t->interp->alive)
        return;
    PyGILState_STATE state = PyGILState_Ensure();
    t->interp->trampolines.erase(t->self, (instance *) t);
    PyObject *self = t->self;
    bool owns = t->owns_self;
    t->self = nullptr;
    if (owns)
        Py_DECREF(self);
    PyGILState_Release(state);
}

void trampoline_own_self(interpreter *interp, PyObject *self) {
    size_t i = interp->trampolines.first(self);
    if (i == SIZE_MAX)
        return;
    trampoline_data *t = (trampoline_data *) interp->trampolines.items[i].object;
    if (!t->owns_self) {
        t->owns_self = 1;
        Py_INCREF(self);
    }
}

SUTURE_RUNTIME_END
