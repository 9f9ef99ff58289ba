// SPDX-License-Identifier: BSD-3-Clause
// From a C++ object to its Python instance: the existing one, or a new one by return value policy.
#include "../state/gil.h"
#include "instance.h"
#include "trampoline.h"

#if defined(__GNUC__)
#    include <cxxabi.h> // __cxa_demangle
#endif
#include <cstdlib> // free

SUTURE_RUNTIME_BEGIN

PyObject *type_demangle(const char *mangled) {
#if defined(__GNUC__)
    int status = 0;
    char *text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
    if (text) {
        PyObject *result = PyUnicode_FromString(text);
        std::free(text);
        return result;
    }
#endif
    return PyUnicode_FromString(mangled);
}

SUTURE_COLD void type_unbound_error(const type_entry *entry) {
    reference name(type_demangle(entry->name));
    if (name)
        PyErr_Format(PyExc_TypeError, "the C++ type '%U' has no Python class: bind it first",
                     name.object);
}

static bool same_type(const void *a, const void *b) {
    return a == b || *(const std::type_info *) a == *(const std::type_info *) b;
}

/// State and payload of the part of an instance that is a `record`.
static uint32_t *part_of(instance *self, const type_record *record, void **at) {
    if (self->state & state_many) {
        part_table *table = (part_table *) payload(self);
        for (uint32_t i = 0; i < table->count; ++i) {
            if (record_is_a(table->parts[i].record, record)) {
                *at = (char *) self + table->parts[i].offset;
                return &table->parts[i].state;
            }
        }
    }
    *at = payload(self);
    return &self->state;
}

/// Record of the part that a state word belongs to.
static type_record *part_record(instance *self, const uint32_t *state) {
    if (self->state & state_many) {
        part_table *table = (part_table *) payload(self);
        for (uint32_t i = 0; i < table->count; ++i)
            if (&table->parts[i].state == state)
                return table->parts[i].record;
    }
    return instance_record(self);
}

/// The instance that stands for `object` as a `record`; borrowed. One that gave its object away
/// counts only where an owner comes `back`: the object may be gone and another be in its place.
static instance *find(interpreter *interp, const type_record *record, void *object,
                      bool back = false) {
    const instance_map &map = interp->instances;
    for (size_t i = map.first(object); i != SIZE_MAX; i = map.next(object, i)) {
        instance *self = map.items[i].object;
        if (self->state & state_many) {
            part_table *table = (part_table *) payload(self);
            for (uint32_t k = 0; k < table->count; ++k) {
                part &p = table->parts[k];
                void *at = (char *) self + p.offset, *moved;
                if (p.state & state_external)
                    at = ((external *) at)->object;
                if ((p.state & state_relinquished) && back && at == object &&
                    record_is_a(p.record, record))
                    return self;
                if (record_is_a(p.record, record) && (p.state & state_ready) &&
                    record_upcast(p.record, at, record, &moved) && moved == object)
                    return self;
            }
            continue;
        }
        if (self->state & state_relinquished) {
            // Its bases are not looked for: the object may be gone.
            if (back && instance_object(self) == object &&
                record_is_a(instance_record(self), record))
                return self;
            continue;
        }
        type_record *have = instance_record(self);
        if (have == record)
            return self;
        void *moved;
        if (record_is_a(have, record) &&
            (!(have->flags & record_shifted_bases) ||
             ((self->state & state_ready) &&
              record_upcast(have, instance_object(self), record, &moved) && moved == object)))
            return self;
    }
    return nullptr;
}

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

/// Instance with an external payload around `object`.
static instance *wrap_external(type_record *record, void *object, const suture_holder *holder) {
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

/// Registers and tracks a fresh wrapper; drops it on failure.
static PyObject *publish(interpreter *interp, instance *self, type_record *record, void *object) {
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

PyObject *instance_wrap(interpreter *interp, type_record *record, void *object, int policy,
                        suture_context *context) {
    PyObject *owner = context ? context->self : nullptr;
    if (record->flags & suture_type_polymorphic) {
        const void *dynamic = nullptr;
        void *whole = nullptr;
        if (record->life &&
            record_life(record, suture_life_dynamic, object, &dynamic, &whole) == 0 && dynamic &&
            whole) {
            suture_type_ref ref{dynamic, record->entry->domain, 0};
            type_entry *entry = type_entry_of(interp, &ref);
            if (!entry)
                return nullptr;
            type_record *derived = type_record_for(entry, record->module);
            if (derived && derived != record && record_is_a(derived, record)) {
                record = derived;
                object = whole;
            }
        }
    }
    if (policy != suture_policy_copy && policy != suture_policy_move) {
        instance *self = find(interp, record, object);
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
    const suture_holder *existing =
        record->holder && record->holder->kind != suture_holder_unique ? record->holder : nullptr;
    instance *self = wrap_external(record, object, holder ? holder : existing);
    if (!self)
        return nullptr;
    external *e = (external *) payload(self);
    if (e->holder) {
        if (e->holder->apply(suture_holder_try_existing, e->storage(), object))
            owned = true;
        else if (owned)
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
    if (SUTURE_LIKELY(!(record->flags & record_shifted_bases))) {
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
    type_entry *entry = type_entry_of(interp, ref);
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

PyObject *instance_find(suture_type_ref *ref, void *object) {
    interpreter *interp = interpreter_current();
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry)
        return nullptr;
    type_record *record = type_record_for(entry, ref);
    instance *self = record ? find(interp, record, object) : nullptr;
    return self ? Py_NewRef((PyObject *) self) : nullptr;
}

/// A holder on the heap, kept by an instance.
struct kept_holder {
    const suture_holder *holder;
    bool release_gil; ///< to destroy it
    void *storage() { return (char *) this + align_up(sizeof(kept_holder), holder->align); }
};

static void kept_holder_release(void *payload) {
    kept_holder *kept = (kept_holder *) payload;
    void *thread = kept->release_gil ? gil_detach() : nullptr;
    kept->holder->apply(suture_holder_destroy, kept->storage(), nullptr);
    gil_reattach(thread);
    PyMem_RawFree(kept);
}

/// A wrapper that did not own its object gets to own it: `storage` holds the owner.
static int own_through(interpreter *interp, instance *self, const type_record *record,
                       const suture_holder *holder, void *storage) {
    size_t start = align_up(sizeof(kept_holder), holder->align);
    kept_holder *kept = (kept_holder *) PyMem_RawMalloc(start + holder->size);
    if (!kept) {
        PyErr_NoMemory();
        return -1;
    }
    kept->holder = holder;
    kept->release_gil = (record->flags & suture_type_release_gil) != 0;
    holder->apply(suture_holder_from_holder, kept->storage(), storage);
    if (instance_keep(interp, (PyObject *) self, kept, kept_holder_release) < 0) {
        kept_holder_release(kept);
        return -1;
    }
    return 0;
}

/// An owner of an object that has a wrapper already: whether it was given away by it, or was only
/// referenced so far, the wrapper owns it from now on.
static int take_back(interpreter *interp, instance *self, const type_record *record,
                     const suture_holder *holder, void *storage) {
    void *at;
    uint32_t *state = part_of(self, record, &at);
    if (*state & state_owned || !(*state & state_external))
        return 0;
    external *e = (external *) at;
    if ((*state & (state_relinquished | state_lent)) && e->holder &&
        same_type(e->holder->cpp_type, holder->cpp_type)) {
        holder->apply(suture_holder_from_holder, e->storage(), storage);
        *state |= state_owned;
    } else if (own_through(interp, self, record, holder, storage) < 0) {
        return -1;
    }
    if ((*state & state_relinquished) &&
        instance_returned(
            self, self->state & state_many ? part_record(self, state) : instance_record(self),
            e->object) < 0)
        return -1;
    if (*state & state_lent)
        trampoline_disown_self(interp, (PyObject *) self, e->object);
    *state = (*state & ~(uint32_t) (state_relinquished | state_lent)) | state_ready;
    return 0;
}

PyObject *instance_put_holder(suture_type_ref *ref, void *object, const suture_holder *holder,
                              void *storage, suture_context *context) {
    if (!object)
        Py_RETURN_NONE;
    interpreter *interp = context ? (interpreter *) context->interp : interpreter_current();
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry)
        return nullptr;
    type_record *record = type_record_for(entry, ref);
    if (!record) {
        type_unbound_error(entry);
        return nullptr;
    }
    void *whole = object;
    if ((record->flags & suture_type_polymorphic) && record->life) {
        const void *dynamic = nullptr;
        if (record_life(record, suture_life_dynamic, object, &dynamic, &whole) == 0 && dynamic) {
            suture_type_ref dynamic_ref{dynamic, record->entry->domain, 0};
            type_entry *derived = type_entry_of(interp, &dynamic_ref);
            type_record *r = derived ? type_record_for(derived, record->module) : nullptr;
            if (r && r != record && record_is_a(r, record))
                record = r;
            else
                whole = object;
        }
    }
    instance *self = find(interp, record, whole, true);
    if (self) {
        Py_INCREF(self); // the C++ object may have held the only reference
        if (take_back(interp, self, record, holder, storage) < 0)
            Py_CLEAR(self);
        return (PyObject *) self;
    }
    self = wrap_external(record, whole, holder);
    if (!self)
        return nullptr;
    external *e = (external *) payload(self);
    holder->apply(suture_holder_from_holder, e->storage(), storage);
    self->state |= state_owned;
    return publish(interp, self, record, whole);
}

int instance_adopt(PyObject *object, suture_type_ref *ref, void *cpp, const suture_holder *holder,
                   void *storage) {
    interpreter *interp = interpreter_current();
    instance *self = (instance *) object;
    type_record *record = instance_record(self);
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry)
        return -1;
    type_record *made = type_record_for(entry, record->module);
    if (!cpp) {
        PyErr_Format(PyExc_TypeError, "%s: the factory returned a null pointer", record->name);
        return -1;
    }
    if (holder && external_size(holder) > (self->state & state_external
                                               ? external_size(record->holder) > record->spare
                                                     ? external_size(record->holder)
                                                     : record->spare
                                               : record->spare)) {
        PyErr_Format(PyExc_TypeError, "%s: the factory's smart pointer is too large", record->name);
        return -1;
    }
    if (self->state & state_many || made != record) {
        PyErr_Format(PyExc_TypeError, "%s: the factory made an object of another class",
                     record->name);
        return -1;
    }
    if (self->state & state_external && self->state & state_storage) {
        // Storage for the object in place is not needed.
        instance_abandon(record, object);
    } else {
        interp->instances.erase(payload(self), self);
    }
    self->state = (self->state & state_derived) | state_external;
    external *e = (external *) payload(self);
    *e = {cpp, holder ? holder : record->holder};
    if (holder)
        holder->apply(suture_holder_from_holder, e->storage(), storage);
    else if (e->holder && !e->holder->apply(suture_holder_try_existing, e->storage(), cpp))
        e->holder->apply(suture_holder_from_pointer, e->storage(), cpp);
    self->state |= state_owned | state_ready;
    if (!instance_register(interp, self, record, cpp))
        return -1;
    self->state |= state_registered;
    if (record->set_self)
        record->set_self(cpp, object);
    return 0;
}

/// Whether a unique holder ends its object by `delete`, so that another one may take it over.
static bool deletes_plainly(const suture_holder *holder) {
    return strstr(((const std::type_info *) holder->cpp_type)->name(), "default_delete") != nullptr;
}

int instance_get_holder(suture_type_ref *ref, PyObject *source, const suture_holder *holder,
                        void *storage, uint32_t flags, suture_context *context, void **object) {
    int found = instance_get(ref, source, flags, context, object);
    if (found <= 0 || !*object)
        return found;
    if (!PyType_IsSubtype(
            Py_TYPE(source),
            ((interpreter *) (context ? context->interp : interpreter_current()))->object_type))
        return 0;
    instance *self = (instance *) source;
    type_record *record = instance_record(self);
    const type_entry *entry = type_entry_of(record->interp, ref); // known: instance_get found it
    void *at;
    uint32_t *state = part_of(self, type_record_for(entry, ref), &at);
    record = part_record(self, state);
    external *e = *state & state_external ? (external *) at : nullptr;
    // An owner in C++ of an instance of a Python class holds all of it, its Python half included.
    if (holder->kind == suture_holder_shared && (self->state & state_derived)) {
        *state |= state_loaned;
        return 0;
    }
    if (holder->kind != suture_holder_unique) {
        if (e && e->holder && same_type(e->holder->cpp_type, holder->cpp_type)) {
            holder->apply(suture_holder_from_holder, storage, e->storage());
            return 1;
        }
        if (holder->apply(suture_holder_try_existing, storage, *object))
            return 1;
        // The caller makes an owner that holds the instance.
        *state |= state_loaned;
        return 0;
    }
    const char *name = record->name;
    if (!e) {
        PyErr_Format(PyExc_TypeError,
                     "%s: an object that lives inside its Python instance cannot be given away as "
                     "unique_ptr; bind the class with a holder: class_<T, std::unique_ptr<T>>",
                     name);
        return -1;
    }
    if (!(*state & state_owned)) {
        PyErr_Format(PyExc_TypeError,
                     "%s: an object that Python does not own cannot be given away as unique_ptr",
                     name);
        return -1;
    }
    if ((*state & state_loaned) || (e->holder && e->holder->kind != suture_holder_unique)) {
        PyErr_Format(PyExc_TypeError,
                     "%s: an object whose ownership is shared cannot be given away as unique_ptr",
                     name);
        return -1;
    }
    if (e->holder) {
        if (same_type(e->holder->cpp_type, holder->cpp_type)) {
            holder->apply(suture_holder_from_holder, storage, e->storage());
        } else if (deletes_plainly(e->holder) &&
                   holder->apply(suture_holder_from_pointer, storage, *object)) {
            e->holder->apply(suture_holder_release, e->storage(), nullptr);
        } else {
            PyErr_Format(PyExc_TypeError,
                         "%s: an object with another deleter cannot be given away as this "
                         "unique_ptr",
                         name);
            return -1;
        }
        e->holder->apply(suture_holder_destroy, e->storage(), nullptr);
    } else if (!holder->apply(suture_holder_from_pointer, storage, *object)) {
        PyErr_Format(PyExc_TypeError,
                     "%s: an object with another deleter cannot be given away as this unique_ptr",
                     name);
        return -1;
    }
    // A Python half that its trampoline keeps alive goes on working.
    *state &= ~(uint32_t) state_owned;
    if ((self->state & state_derived) && trampoline_own_self(record->interp, source, e->object))
        *state |= state_lent;
    else {
        *state = (*state & ~(uint32_t) state_ready) | state_relinquished;
        instance_relinquished(self, record, e->object);
    }
    return 1;
}

SUTURE_RUNTIME_END
