// SPDX-License-Identifier: BSD-3-Clause
// Allocation of instances. The payload lies behind the tp_basicsize of the concrete Python class,
// so that every bound class has the same tp_basicsize and CPython lets them be combined.
#include "instance.h"
#include "metaclass.h"

SUTURE_RUNTIME_BEGIN

static constexpr size_t heap_alignment = sizeof(void *) > 4 ? 16 : 8;

#if PY_VERSION_HEX < 0x030C0000
/// GC-tracked memory of `size` bytes. CPython before 3.12 sizes a GC object by its class alone;
/// a stand-in class of item size 1 asks for the bytes. Goes when 3.11 does.
static PyObject *gc_allocate(PyTypeObject *type, size_t size) {
    static PyTypeObject stand_in; // LOCK: the GIL; its fields are read before memory is obtained
    Py_SET_REFCNT((PyObject *) &stand_in, 1);
    stand_in.tp_name = type->tp_name;
    stand_in.tp_basicsize = 0;
    stand_in.tp_itemsize = 1;
    stand_in.tp_flags = type->tp_flags & ~(unsigned long) Py_TPFLAGS_HEAPTYPE;
    PyVarObject *object = PyObject_GC_NewVar(PyVarObject, &stand_in, (Py_ssize_t) size);
    if (!object)
        return nullptr;
    memset((char *) object + sizeof(PyObject), 0, size - sizeof(PyObject));
    Py_SET_TYPE((PyObject *) object, type);
    Py_INCREF(type);
    return (PyObject *) object;
}
#endif

/// Bytes of an instance up to where the payload may begin. From 3.14 on CPython keeps attribute
/// values of a class with a managed dictionary behind `tp_basicsize`. The first word there says
/// whether they count: it stays zero, and the attributes go to the dictionary.
static size_t head_size(PyTypeObject *type) {
    size_t size = (size_t) type->tp_basicsize;
#if PY_VERSION_HEX >= 0x030E0000
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT)
        size += sizeof(void *);
#endif
    return size;
}

/// Zeroed instance of `type` with `size` payload bytes at its offset (a multiple of `align`) and,
/// where `prefix`, a word before it. The collector does not know it yet: see track.
static instance *allocate(PyTypeObject *type, size_t size, size_t align, bool prefix) {
    size_t head = head_size(type);
    size_t offset = align_up(head + (prefix ? sizeof(void *) : 0), align < 8 ? 8 : align);
    size_t total = offset + size;
    if (SUTURE_UNLIKELY(align > heap_alignment))
        total += align;
    instance *self;
    if (PyType_IS_GC(type)) {
#if PY_VERSION_HEX >= 0x030C0000
        self = (instance *) PyUnstable_Object_GC_NewWithExtraData(
            type, total - (size_t) type->tp_basicsize);
#else
        self = (instance *) gc_allocate(type, total);
#endif
        if (!self)
            return nullptr;
    } else {
        self = (instance *) PyObject_Malloc(total);
        if (SUTURE_UNLIKELY(!self)) {
            PyErr_NoMemory();
            return nullptr;
        }
        if (head > sizeof(instance))
            memset((char *) self + sizeof(instance), 0, head - sizeof(instance));
        PyObject_Init((PyObject *) self, type);
    }
    if (SUTURE_UNLIKELY(align > heap_alignment)) {
        uintptr_t at = align_up((uintptr_t) self + head + (prefix ? sizeof(void *) : 0), align);
        offset = at - (uintptr_t) self;
    }
    self->offset = (uint32_t) offset;
    self->state = 0;
    return self;
}

/// Shows an instance to the collector, whose traversal reads its state and its records: they are
/// filled in. A debug build of CPython traverses it at once.
static instance *track(instance *self) {
    if (PyType_IS_GC(Py_TYPE((PyObject *) self)))
        PyObject_GC_Track((PyObject *) self);
    return self;
}

/// Bytes of the external payload of a class.
size_t external_size(const suture_holder *holder) {
    if (!holder)
        return sizeof(external);
    return align_up(sizeof(external), holder->align) + holder->size;
}

/// Size, alignment and state of what an instance built from Python of `record` holds.
static void layout_of(const type_record *record, size_t &size, size_t &align, uint32_t &state) {
    if (record->flags & suture_type_external) {
        size = external_size(record->holder);
        size = size > record->spare ? size : record->spare;
        align = record->holder && record->holder->align > 8 ? record->holder->align : 8;
        state = state_external;
    } else {
        size = record->size > record->spare ? record->size : record->spare;
        align = record->align;
        state = 0;
    }
}

void record_plan(type_record *record) {
    PyTypeObject *type = record->type;
    size_t size, align;
    uint32_t state;
    layout_of(record, size, align, state);
    bool plain = !PyType_IS_GC(type) && type->tp_basicsize == (Py_ssize_t) sizeof(instance) &&
                 !state && align <= heap_alignment && !type->tp_finalize && !record->set_self;
    record->plain_offset = (uint32_t) align_up(sizeof(instance), align < 8 ? 8 : align);
    record->plain_size = plain ? record->plain_offset + (uint32_t) size : 0;
}

void factory_room(type_record *record) {
    record->spare = 64;
    record_plan(record);
}

instance *instance_new(type_record *record, size_t size, size_t align) {
    if (SUTURE_LIKELY(record->plain_size && size == record->size))
        return instance_new_plain(record);
    instance *self = allocate(record->type, size, align, false);
    return self ? track(self) : nullptr;
}

/// The bound classes that `type` is built from, most derived only, in MRO order.
static bool bound_bases(PyTypeObject *type, array<type_record *> &result) {
    PyObject *mro = type->tp_mro;
    for (Py_ssize_t i = 0, n = PyTuple_GET_SIZE(mro); i < n; ++i) {
        PyTypeObject *base = (PyTypeObject *) PyTuple_GET_ITEM(mro, i);
        if (!PyType_Check((PyObject *) base) || !type_is_bound(base) || !base->tp_methods)
            continue;
        type_record *record = type_record_of(base);
        bool covered = false;
        for (type_record *other : result)
            covered |= PyType_IsSubtype(other->type, base) != 0;
        if (!covered && !result.push(record))
            return false;
    }
    return true;
}

/// Instance over several bound classes: a table of parts, each with a payload of its own.
static PyObject *alloc_many(PyTypeObject *type, const array<type_record *> &records) {
    size_t table = sizeof(part_table) + (records.size - 1) * sizeof(part);
    size_t size = table, align = 8;
    for (type_record *record : records) {
        size_t part_size, part_align;
        uint32_t state;
        layout_of(record, part_size, part_align, state);
        part_align = part_align < 8 ? 8 : part_align;
        align = part_align > align ? part_align : align;
        size = align_up(size, part_align) + part_size;
    }
    instance *self = allocate(type, size, align, true);
    if (!self)
        return nullptr;
    self->state = state_many | state_derived;
    part_table *parts = (part_table *) payload(self);
    parts->count = records.size;
    size_t at = table;
    for (uint32_t i = 0; i < records.size; ++i) {
        size_t part_size, part_align;
        uint32_t state;
        layout_of(records.data[i], part_size, part_align, state);
        at = align_up(at, part_align < 8 ? 8 : part_align);
        parts->parts[i] = {records.data[i], (uint32_t) (self->offset + at), state};
        if (state & state_external)
            *(external *) ((char *) parts + at) = {nullptr, records.data[i]->holder};
        at += part_size;
    }
    return (PyObject *) track(self);
}

PyObject *instance_alloc_any(PyTypeObject *type) {
    type_record *record;
    bool derived = !type_is_bound(type);
    if (!derived) {
        record = type_record_of(type);
    } else {
        if (SUTURE_UNLIKELY(class_refused(type)))
            return nullptr;
        array<type_record *> records;
        PyObject *many = nullptr;
        bool ok = bound_bases(type, records);
        uint32_t n = records.size;
        record = n ? records.data[0] : nullptr;
        if (ok && n > 1)
            many = alloc_many(type, records);
        records.free();
        if (!ok || n > 1)
            return many;
    }
    if (!record) {
        PyErr_Format(PyExc_TypeError, "%s: cannot be instantiated: it is no bound class",
                     type->tp_name);
        return nullptr;
    }
    size_t size, align;
    uint32_t state;
    layout_of(record, size, align, state);
    instance *self = allocate(type, size, align, derived);
    if (!self)
        return nullptr;
    self->state = state;
    if (derived) {
        self->state |= state_derived;
        ((type_record **) payload(self))[-1] = record;
    }
    if (state & state_external)
        *(external *) payload(self) = {nullptr, record->holder};
    return (PyObject *) track(self);
}

void *record_allocate(const type_record *record) {
    if (record->flags & suture_type_custom_new) {
        void *storage = nullptr;
        record_life(record, suture_life_allocate, nullptr, nullptr, &storage);
        return storage;
    }
    void *storage = record->align > __STDCPP_DEFAULT_NEW_ALIGNMENT__
                        ? operator new(record->size, std::align_val_t(record->align), std::nothrow)
                        : operator new(record->size, std::nothrow);
    if (!storage)
        PyErr_NoMemory();
    return storage;
}

void record_release(const type_record *record, void *storage) {
    if (record->flags & suture_type_custom_new)
        record_life(record, suture_life_release, storage, nullptr, nullptr);
    else if (record->align > __STDCPP_DEFAULT_NEW_ALIGNMENT__)
        operator delete(storage, std::align_val_t(record->align));
    else
        operator delete(storage);
}

SUTURE_RUNTIME_END
