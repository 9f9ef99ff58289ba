// SPDX-License-Identifier: BSD-3-Clause
// From storage to a constructed object and back: registration under the address, holders,
// destruction, and what an instance keeps alive.
#include "../state/gil.h"
#include "instance.h"
#include "instance_dict.h"
#include "wrap.h"

SUTURE_RUNTIME_BEGIN

int record_life(const type_record *record, int op, void *object, void *source, void **result) {
    void *ignored;
    return record->module->life(record->life, op, object, source, result ? result : &ignored);
}

bool record_upcast(type_record *from, void *object, const type_record *to, void **result) {
    if (from == to) {
        *result = object;
        return true;
    }
    for (uint32_t i = 0; i < from->nbases; ++i) {
        const type_base &base = from->bases[i];
        void *moved = base.upcast ? base.upcast(object) : (char *) object + base.offset;
        if (record_upcast(base.record, moved, to, result))
            return true;
    }
    return false;
}

bool record_is_a(const type_record *from, const type_record *to) {
    if (from == to)
        return true;
    for (uint32_t i = 0; i < from->nbases; ++i)
        if (record_is_a(from->bases[i].record, to))
            return true;
    return false;
}

type_record *instance_record(instance *self) {
    if (self->state & state_many)
        return ((part_table *) payload(self))->parts[0].record;
    if (self->state & state_derived)
        return ((type_record **) payload(self))[-1];
    return type_record_of(Py_TYPE(self));
}

void *instance_object(instance *self) {
    if (self->state & state_many) {
        part &first = ((part_table *) payload(self))->parts[0];
        void *at = (char *) self + first.offset;
        return first.state & state_external ? ((external *) at)->object : at;
    }
    return self->state & state_external ? ((external *) payload(self))->object : payload(self);
}

static bool each_address(interpreter *interp, instance *self, const type_record *record,
                         void *object, bool enter, bool here);

void instance_relinquished(instance *self, type_record *record, void *object) {
    if (!(record->flags & record_shifted_bases))
        return;
    // Its bases cannot be found once the object is gone; there is room for its own address.
    each_address(record->interp, self, record, object, false, true);
    record->interp->instances.insert(object, self);
}

int instance_returned(instance *self, type_record *record, void *object) {
    if (!(record->flags & record_shifted_bases))
        return 0;
    record->interp->instances.erase(object, self);
    return instance_register(record->interp, self, record, object) ? 0 : -1;
}

void instance_lost(instance *self, void *object) {
    auto lost = [&](type_record *record, void *at, uint32_t &state) {
        void *here = state & state_external ? ((external *) at)->object : at;
        if (here != object || !(state & state_lent))
            return;
        if (state & state_registered)
            each_address(record->interp, self, record, here, false, true);
        state = (state & ~(uint32_t) (state_ready | state_registered | state_lent)) |
                state_relinquished;
    };
    if (!(self->state & state_many)) {
        lost(instance_record(self), payload(self), self->state);
        return;
    }
    part_table *table = (part_table *) payload(self);
    for (uint32_t i = 0; i < table->count; ++i)
        lost(table->parts[i].record, (char *) self + table->parts[i].offset, table->parts[i].state);
}

bool instance_is_at(PyObject *object, void *address) {
    const instance_map &map = interpreter_current()->instances;
    for (size_t i = map.first(address); i != SIZE_MAX; i = map.next(address, i))
        if ((PyObject *) map.items[i].object == object)
            return true;
    return false;
}

/// Enters or removes the object and every base subobject at an address of its own.
static bool each_address(interpreter *interp, instance *self, const type_record *record,
                         void *object, bool enter, bool here) {
    if (here) {
        if (!enter) {
            interp->instances.erase(object, self);
        } else {
            if (!interp->instances.reserve())
                return false;
            interp->instances.insert(object, self);
        }
    }
    if (!(record->flags & record_shifted_bases))
        return true;
    for (uint32_t i = 0; i < record->nbases; ++i) {
        const type_base &base = record->bases[i];
        void *moved = base.upcast ? base.upcast(object) : (char *) object + base.offset;
        if (!each_address(interp, self, base.record, moved, enter, moved != object))
            return false;
    }
    return true;
}

bool instance_register(interpreter *interp, instance *self, type_record *record, void *object) {
    if (each_address(interp, self, record, object, true, true))
        return true;
    each_address(interp, self, record, object, false, true);
    return false;
}

static void unregister(interpreter *interp, instance *self, const type_record *record,
                       void *object) {
    each_address(interp, self, record, object, false, true);
}

/// State word and payload address of the part of `self` that belongs to `record`.
static uint32_t *locate(type_record *record, PyObject *object, void **at) {
    instance *self = (instance *) object;
    if (SUTURE_LIKELY(Py_TYPE(object) == record->type)) {
        *at = payload(self);
        return &self->state;
    }
    if (!PyType_IsSubtype(Py_TYPE(object), record->interp->object_type))
        return nullptr;
    if (self->state & state_many) {
        part_table *table = (part_table *) payload(self);
        for (uint32_t i = 0; i < table->count; ++i) {
            if (table->parts[i].record == record) {
                *at = (char *) self + table->parts[i].offset;
                return &table->parts[i].state;
            }
        }
        return nullptr;
    }
    if (instance_record(self) != record)
        return nullptr;
    *at = payload(self);
    return &self->state;
}

void *instance_begin(type_record *record, PyObject *object) {
    void *at;
    uint32_t *state = locate(record, object, &at);
    if (SUTURE_UNLIKELY(!state)) {
        PyErr_Format(PyExc_TypeError, "%s.__init__(): self must be a %s, not %.200s", record->name,
                     record->name, Py_TYPE(object)->tp_name);
        return nullptr;
    }
    if (SUTURE_UNLIKELY(*state & (state_ready | state_relinquished | state_registered))) {
        if (!texts_say(record->module,
                       *state & state_relinquished ? suture_trouble_relinquished
                                                   : suture_trouble_initialised,
                       object, record->name))
            PyErr_Format(PyExc_TypeError, "%s.__init__(): the object is initialised already",
                         record->name);
        return nullptr;
    }
    if (SUTURE_UNLIKELY(!record->interp->instances.reserve()))
        return nullptr;
    if (*state & state_external) {
        external *outside = (external *) at;
        if (!(*state & state_storage)) // inst_alloc() has it already
            outside->object = record_allocate(record);
        if (!outside->object)
            return nullptr;
        at = outside->object;
        *state |= state_storage;
    }
    // Registered before it is constructed: a trampoline looks itself up from its constructor.
    record->interp->instances.insert(at, (instance *) object);
    *state |= state_registered;
    return at;
}

void instance_abandon(type_record *record, PyObject *object) {
    void *at;
    uint32_t *state = locate(record, object, &at);
    void *cpp = *state & state_external ? ((external *) at)->object : at;
    record->interp->instances.erase(cpp, (instance *) object);
    if (*state & state_storage)
        record_release(record, cpp);
    *state &= ~(uint32_t) (state_registered | state_storage);
}

int factory_object(const type_record *record, PyObject *self, PyObject *made) {
    if (made == Py_None) {
        PyErr_Format(PyExc_TypeError, "%s: the factory returned None", record->name);
        return -1;
    }
    if (Py_TYPE(self) == record->type)
        return 0;
    PyErr_Format(PyExc_TypeError,
                 "%s: the factory made another object, which cannot become a '%.200s'",
                 record->name, Py_TYPE(self)->tp_name);
    return -1;
}

int instance_complete(type_record *record, PyObject *object, void *cpp) {
    void *at;
    uint32_t *state = locate(record, object, &at);
    *state = (*state | state_ready | state_owned) & ~(uint32_t) state_storage;
    if (SUTURE_UNLIKELY(record->flags & record_shifted_bases)) {
        // The object itself is registered already.
        record->interp->instances.erase(cpp, (instance *) object);
        if (!instance_register(record->interp, (instance *) object, record, cpp))
            return -1;
    }
    if (*state & state_external) {
        external *outside = (external *) at;
        if (outside->holder) {
            if (!outside->holder->apply(suture_holder_try_existing, outside->storage(), cpp))
                outside->holder->apply(suture_holder_from_pointer, outside->storage(), cpp);
        }
    }
    if (SUTURE_UNLIKELY(record->set_self != nullptr))
        record->set_self(cpp, object);
    return 0;
}

/// Takes what is registered for one object out of the instance map.
SUTURE_HOT_INLINE void part_unregister(interpreter *interp, instance *self, type_record *record,
                                       void *at, uint32_t state) {
    if (!(state & state_registered))
        return;
    void *object = state & state_external ? ((external *) at)->object : at;
    // What is not owned may be gone, and with it the way to its bases.
    const bool shifted = (record->flags & record_shifted_bases) != 0;
    if (SUTURE_LIKELY(!shifted || !(state & (state_owned | state_ready))))
        interp->instances.erase(object, self);
    else if (state & state_owned)
        unregister(interp, self, record, object);
    else
        interp->instances.erase_all(self);
}

/// What the destructor threw.
SUTURE_COLD static void print_thrown(const instance *self) {
    PyErr_WriteUnraisable((PyObject *) Py_TYPE((PyObject *) self));
}

/// Destructor, or `delete`, without the GIL.
SUTURE_COLD static void end_without_gil(instance *self, const type_record *record, int op,
                                        void *object) {
    void *ignored;
    if (record->module->life(gil_released_life, op, object, (void *) record->life, &ignored) < 0)
        print_thrown(self);
}

static void external_end(instance *self, const type_record *record, external *outside) {
    const bool detaches = (record->flags & suture_type_release_gil) != 0;
    if (outside->holder) {
        void *thread = detaches ? gil_detach_to_destroy() : nullptr;
        outside->holder->apply(suture_holder_destroy, outside->storage(), nullptr);
        gil_reattach(thread);
    } else if (!record->life) {
        record_release(record, outside->object);
    } else if (detaches) {
        end_without_gil(self, record, suture_life_delete, outside->object);
    } else if (record_life(record, suture_life_delete, outside->object, nullptr, nullptr) < 0) {
        print_thrown(self);
    }
}

/// Ends one object: unregisters it, destroys or releases what is owned. By then it is not ready
/// any more: the destructor may run Python code, or let other threads do so.
static void part_clear(interpreter *interp, instance *self, type_record *record, void *at,
                       uint32_t &state) {
    const uint32_t was = state;
    part_unregister(interp, self, record, at, was);
    state = was & (state_external | state_derived | state_many | state_patient);
    if (SUTURE_UNLIKELY(was & state_storage)) {
        record_release(record, was & state_external ? ((external *) at)->object : at);
    } else if ((was & (state_ready | state_owned)) == (state_ready | state_owned)) {
        const uint32_t special =
            record->flags &
            (suture_type_trivial_destroy | suture_type_never_destruct | suture_type_release_gil);
        if (was & state_external) {
            external_end(self, record, (external *) at);
        } else if (SUTURE_LIKELY(!special)) {
            if (record_life(record, suture_life_destroy, at, nullptr, nullptr) < 0)
                print_thrown(self);
        } else if (special == suture_type_release_gil) {
            end_without_gil(self, record, suture_life_destroy, at);
        }
    }
}

void instance_end(instance *self) {
    type_record *record = instance_record(self);
    void *at = payload(self);
    uint32_t &state = *part_of(self, record, &at);
    const uint32_t kept = state & (state_kept | state_has_owner);
    part_clear(record->interp, self, record, at, state);
    state |= kept;
}

bool part_is_sole_owner(void *at, uint32_t state) {
    if ((state & (state_ready | state_owned)) != (state_ready | state_owned))
        return false;
    external *outside = (external *) at;
    if (!(state & state_external) || !outside->holder)
        return true;
    const suture_holder *holder = outside->holder;
    return holder->kind == suture_holder_unique ||
           (holder->kind == suture_holder_shared &&
            (intptr_t) holder->apply(suture_holder_use_count, outside->storage(), nullptr) == 1);
}

int instance_traverse_kept(interpreter *interp, instance *self, visitproc visit, void *arg) {
    size_t i = interp->keep.first(self);
    if (i == SIZE_MAX)
        return 0;
    for (keep_item *k = (keep_item *) interp->keep.items[i].object; k; k = k->next)
        if (!k->release)
            Py_VISIT((PyObject *) k->payload);
    return 0;
}

static void keep_release(interpreter *interp, instance *self) {
    size_t i = interp->keep.first(self);
    if (i == SIZE_MAX)
        return;
    keep_item *item = (keep_item *) interp->keep.items[i].object;
    interp->keep.erase(self, (instance *) item);
    while (item) {
        keep_item *next = item->next;
        if (item->release)
            item->release(item->payload);
        else
            Py_DECREF((PyObject *) item->payload);
        PyMem_RawFree(item);
        item = next;
    }
}

/// Empties what an object holds, else ends it; not one that C++ may point to.
static void part_break(interpreter *interp, instance *self, type_record *record, void *at,
                       uint32_t &state) {
    if (!record->traverse || !part_is_sole_owner(at, state))
        return;
    if (record->clear) {
        record->clear(state & state_external ? ((external *) at)->object : at);
    } else if (!(self->state & state_patient)) {
        const uint32_t flags = state & (state_kept | state_has_owner);
        part_clear(interp, self, record, at, state);
        state |= flags;
    }
}

void instance_break(PyObject *object) {
    instance *self = (instance *) object;
    type_record *record = instance_record(self);
    if (!(self->state & state_many)) {
        part_break(record->interp, self, record, payload(self), self->state);
        return;
    }
    part_table *table = (part_table *) payload(self);
    for (uint32_t i = 0; i < table->count; ++i) {
        part &p = table->parts[i];
        part_break(record->interp, self, p.record, (char *) self + p.offset, p.state);
    }
}

/// Destroys what the instance holds. Errors that are set survive.
SUTURE_COLD static void instance_clear_slow(interpreter *interp, instance *self,
                                            type_record *record) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    uint32_t state = self->state;
    if (state & state_many) {
        part_table *table = (part_table *) payload(self);
        // No part is found any more when the first destructor runs.
        for (uint32_t i = table->count; i-- > 0;) {
            part &p = table->parts[i];
            part_unregister(interp, self, p.record, (char *) self + p.offset, p.state);
            p.state &= ~(uint32_t) state_registered;
        }
        for (uint32_t i = table->count; i-- > 0;) {
            part &p = table->parts[i];
            part_clear(interp, self, p.record, (char *) self + p.offset, p.state);
        }
    } else {
        part_clear(interp, self, record, payload(self), self->state);
    }
    if (state & state_kept)
        keep_release(interp, self);
    PyErr_Restore(type, value, traceback);
}

/// instance_dealloc of everything but the plain case.
static SUTURE_NOINLINE void dealloc_any(instance *self, PyTypeObject *type) {
    PyObject *object = (PyObject *) self;
    type_record *record = instance_record(self);
    interpreter *interp = record->interp;
    if (SUTURE_UNLIKELY(type->tp_finalize != nullptr) && type_is_bound(type)) {
        if (PyObject_CallFinalizerFromDealloc(object) < 0)
            return;
    }
    if (PyType_IS_GC(type))
        PyObject_GC_UnTrack(object);
    // Of a Python class over several bound ones, another part may have brought these.
    if (SUTURE_UNLIKELY(type->tp_weaklistoffset > 0))
        PyObject_ClearWeakRefs(object);
    const uint32_t was = self->state;
    constexpr uint32_t simple = state_ready | state_owned | state_registered;
    if (SUTURE_LIKELY(
            (self->state & ~(uint32_t) state_derived) == simple &&
            (record->flags & ((uint32_t) record_shifted_bases | suture_type_trivial_destroy)) ==
                suture_type_trivial_destroy))
        interp->instances.erase(payload(self), self);
    else
        instance_clear_slow(interp, self, record);
    if (SUTURE_UNLIKELY((record->flags & suture_type_dynamic_attr) || (was & state_many)))
        instance_dict_clear(object);
    type->tp_free(object);
    Py_DECREF(type);
}

void instance_dealloc(PyObject *object) {
    instance *self = (instance *) object;
    PyTypeObject *type = Py_TYPE(object);
    if (SUTURE_LIKELY(self->state == (state_ready | state_owned | state_registered) &&
                      type_is_bound(type))) {
        // The plain case: an inline object of exactly that class that nothing is tied to.
        const type_record *record = type_record_of(type);
        if (SUTURE_LIKELY(record->plain_size && !type->tp_finalize &&
                          (record->flags & (suture_type_trivial_destroy | record_shifted_bases)) ==
                              suture_type_trivial_destroy)) {
            record->interp->instances.erase(payload(self), self);
            type->tp_free(object);
            Py_DECREF(type);
            return;
        }
    }
    dealloc_any(self, type);
}

SUTURE_RUNTIME_END
