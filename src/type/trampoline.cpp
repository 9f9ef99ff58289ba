// SPDX-License-Identifier: BSD-3-Clause
// Overriding virtual functions in Python. A trampoline asks by name whether its Python class has
// an override; that there is none is remembered per version of the class, so that the answer
// needs no GIL.
#include "trampoline.h"

#include <atomic> // the negative cache is read without the GIL

#include "../function/define.h"
#include "../state/gil.h"
#include "access.h"
#include "instance.h"

SUTURE_RUNTIME_BEGIN

/// What SUTURE_TRAMPOLINE puts into the class; the layout is detail/trampoline.h's.
struct trampoline_data {
    PyObject *self; ///< borrowed; NULL: the object was not made from Python
    interpreter *interp;
    void *object; ///< the base subobject
    int owns_self;
};

/// (class version, function name) pairs without an override, per interpreter like the versions.
/// CPython never reuses a version for another state of a class. LOCK: a sequence lock per entry; a
/// torn read is a miss.
struct miss {
    std::atomic<unsigned> version{0};
    std::atomic<const char *> name{nullptr};
};
static constexpr size_t miss_count = 512;

static miss &miss_at(const interpreter *interp, unsigned version, const char *name) {
    return ((miss *) interp->misses)[((size_t) version * 31 + ((size_t) (uintptr_t) name >> 2)) &
                                     (miss_count - 1)];
}
static bool known_miss(const interpreter *interp, unsigned version, const char *name) {
    miss &m = miss_at(interp, version, name);
    unsigned first = m.version.load(std::memory_order_acquire);
    return first == version && m.name.load(std::memory_order_acquire) == name &&
           m.version.load(std::memory_order_acquire) == first;
}
static void remember_miss(const interpreter *interp, unsigned version, const char *name) {
    miss &m = miss_at(interp, version, name);
    m.version.store(0, std::memory_order_release);
    m.name.store(name, std::memory_order_release);
    m.version.store(version, std::memory_order_release);
}

/// The innermost call on this thread of a bound method, by Python, for an instance of a Python
/// class. Python means that very version (super().f()): the virtual call in it must not find the
/// override, which would be called for ever.
static thread_local suture_override *active = nullptr;

static PyObject *call_watched(PyObject *callable, PyObject *const *args, size_t nargsf,
                              PyObject *kwnames) {
    function *f = (function *) callable;
    if (!PyVectorcall_NARGS(nargsf) || type_is_bound(Py_TYPE(args[0])))
        return f->direct(callable, args, nargsf, kwnames);
    suture_override here = {{nullptr, nullptr}, args[0], PyUnicode_AsUTF8(f->name), active, 0};
    if (!here.name)
        return nullptr;
    active = &here;
    PyObject *result = f->direct(callable, args, nargsf, kwnames);
    active = here.previous;
    return result;
}

void trampoline_watch(function *f) {
    if (!(f->flags & function_is_method) || (f->flags & function_is_init) || !f->scope ||
        !PyType_Check(f->scope) || !type_is_bound((PyTypeObject *) f->scope) ||
        !(type_record_of((PyTypeObject *) f->scope)->flags & record_virtual))
        return;
    if (f->vectorcall != call_watched)
        f->direct = f->vectorcall;
    f->vectorcall = call_watched;
}

void trampoline_bind(type_record *record) {
    if (record->flags & record_virtual)
        return;
    record->flags |= record_virtual;
    PyObject *name, *value;
    for (Py_ssize_t at = 0; PyDict_Next(record->type->tp_dict, &at, &name, &value);)
        if (function_check(value))
            trampoline_watch((function *) value);
    for (uint32_t i = 0; i < record->nbases; ++i)
        trampoline_bind(record->bases[i].record);
}

static unsigned class_version(PyTypeObject *type) {
    unsigned version = *(volatile unsigned *) &type->tp_version_tag;
#if PY_VERSION_HEX < 0x030B0000
    if (!(type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG))
        return 0;
#endif
    return version;
}

SUTURE_COLD static void pure_error(PyObject *self, const char *name) {
    if (self && texts_say(instance_record((instance *) self)->module, suture_trouble_pure_virtual,
                          self, name))
        return;
    PyErr_Format(PyExc_RuntimeError,
                 "%.200s.%s() is a pure virtual function and has no override in Python",
                 self ? Py_TYPE(self)->tp_name : "(no Python object)", name);
}

/// What a call without an override ends with: nothing but for pure functions and errors.
static PyObject *no_override(suture_override *frame, PyObject *self, const char *name, int pure) {
    if (pure && !PyErr_Occurred())
        pure_error(self, name);
    if (PyErr_Occurred()) {
        frame->attached = 1;
    } else {
        gil_leave(frame->gil);
    }
    return nullptr;
}

PyObject *override_enter(void *data, const char *name, int pure, suture_override *frame) {
    trampoline_data *t = (trampoline_data *) data;
    frame->attached = 0;
    PyObject *self = t->interp && t->interp->alive ? t->self : nullptr;
    if (!self && !pure)
        return nullptr;
    if (self && !pure) {
        unsigned version = class_version(Py_TYPE(self));
        if (version && known_miss(t->interp, version, name))
            return nullptr;
    }
    if (gil_enter(self ? t->interp->gil_token : nullptr, frame->gil) < 0)
        return nullptr;
    bool recursive = active && active->self == self && !strcmp(active->name, name);
    // An object whose instance is being deallocated is past overriding.
    if (!self || recursive || Py_REFCNT(self) <= 0)
        return no_override(frame, self, name, pure);
    reference key(PyUnicode_InternFromString(name));
    if (!key)
        return no_override(frame, self, name, pure);
    PyTypeObject *type = Py_TYPE(self);
    PyObject *found = _PyType_Lookup(type, key); // REF: borrowed
    if (!found || function_check(found)) {
        if (unsigned version = class_version(type))
            remember_miss(t->interp, version, name);
        return no_override(frame, self, name, pure);
    }
    PyObject *method = PyObject_GetAttr(self, key);
    if (!method)
        return no_override(frame, self, name, pure);
    frame->attached = 1;
    frame->self = self;
    frame->name = name;
    return method;
}

void override_leave(suture_override *frame) { gil_leave(frame->gil); }

int override_keep(suture_override *frame, PyObject *result) {
    return keep_alive(frame->self, result);
}

/// Whether storage is where an object of that class is under construction.
static bool under_construction(instance *self, const type_record *base, void *object) {
    if (!(self->state & state_many))
        return !(self->state & state_ready) && record_is_a(instance_record(self), base) &&
               instance_object(self) == object;
    part_table *table = (part_table *) payload(self);
    for (uint32_t i = 0; i < table->count; ++i) {
        const part &p = table->parts[i];
        void *at = (char *) self + p.offset;
        if (p.state & state_external)
            at = ((external *) at)->object;
        if (at == object && !(p.state & state_ready) && record_is_a(p.record, base))
            return true;
    }
    return false;
}

/// What virtual calls need of the interpreter.
static bool prepare(interpreter *interp) {
    if (!interp->gil_token)
        interp->gil_token = interp_hold();
    if (!interp->misses)
        interp->misses = PyMem_RawCalloc(miss_count, sizeof(miss));
    return interp->gil_token && interp->misses;
}

void trampoline_init(void *data, void *object, suture_type_ref *ref) {
    trampoline_data *t = (trampoline_data *) data;
    *t = {nullptr, nullptr, object, 0};
    if (!Py_IsInitialized() || !gil_attached())
        return;
    interpreter *interp = interpreter_current();
    if (!interp || !prepare(interp)) {
        PyErr_Clear(); // it works as without Python
        return;
    }
    t->interp = interp;
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry) {
        PyErr_Clear();
        return;
    }
    // The instance under construction is registered at the address of its storage.
    const instance_map &map = interp->instances;
    for (size_t i = map.first(object); i != SIZE_MAX; i = map.next(object, i)) {
        instance *self = map.items[i].object;
        const type_record *base = entry->record ? entry->record : entry->locals;
        if (!base || !under_construction(self, base, object))
            continue;
        if (interp->trampolines.reserve()) {
            t->self = (PyObject *) self;
            interp->trampolines.insert(t->self, (instance *) t);
        } else {
            PyErr_Clear();
        }
        return;
    }
}

void trampoline_release(void *data) {
    trampoline_data *t = (trampoline_data *) data;
    PyObject *self = t->self;
    t->self = nullptr;
    if (!self || !t->interp->alive)
        return;
    void *gil[2];
    if (gil_enter(t->interp->gil_token, gil) < 0)
        return;
    t->interp->trampolines.erase(self, (instance *) t);
    if (t->owns_self) {
        // The C++ object ends: its Python half stays behind without one.
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        instance_lost((instance *) self, t->object);
        Py_DECREF(self);
        PyErr_Restore(type, value, traceback);
    }
    gil_leave(gil);
}

static trampoline_data *find_trampoline(interpreter *interp, PyObject *self, void *object) {
    const instance_map &map = interp->trampolines;
    for (size_t i = map.first(self); i != SIZE_MAX; i = map.next(self, i)) {
        trampoline_data *t = (trampoline_data *) map.items[i].object;
        if (t->object == object)
            return t;
    }
    return nullptr;
}

bool trampoline_own_self(interpreter *interp, PyObject *self, void *object) {
    trampoline_data *t = find_trampoline(interp, self, object);
    if (!t)
        return false;
    if (!t->owns_self) {
        t->owns_self = 1;
        Py_INCREF(self);
    }
    return true;
}

void trampoline_disown_self(interpreter *interp, PyObject *self, void *object) {
    trampoline_data *t = find_trampoline(interp, self, object);
    if (t && t->owns_self) {
        t->owns_self = 0;
        Py_DECREF(self);
    }
}

SUTURE_RUNTIME_END
