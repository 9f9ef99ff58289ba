// SPDX-License-Identifier: BSD-3-Clause
// Ownership between smart pointers and instances: what a holder returned to Python does, what a
// factory made, and what C++ gets that takes or shares an object.
#include "../state/gil.h"
#include "instance.h"
#include "trampoline.h"
#include "wrap.h"

SUTURE_RUNTIME_BEGIN

static bool same_type(const void *a, const void *b) {
    return a == b || *(const std::type_info *) a == *(const std::type_info *) b;
}

/// A holder on the heap, kept by an instance.
struct kept_holder {
    const suture_holder *holder;
    bool release_gil; ///< to destroy it
    void *storage() { return (char *) this + align_up(sizeof(kept_holder), holder->align); }
};

static void kept_holder_release(void *payload) {
    kept_holder *kept = (kept_holder *) payload;
    void *thread = kept->release_gil ? gil_detach_to_destroy() : nullptr;
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
    if (most_derived(interp, record, whole) < 0)
        return nullptr;
    instance *self = instance_at(interp, record, whole, true);
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
    if (holder && holder->kind != suture_holder_unique && Py_TYPE(object) == record->type) {
        const instance *other = instance_at(interp, record, cpp, false);
        if (other && Py_TYPE((PyObject *) other) == record->type)
            return 1;
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

/// The object cannot be given away as unique_ptr: 0 where a dialect said so, else -1 with
/// TypeError.
SUTURE_COLD static int cannot_give(const type_record *record, PyObject *source, const char *why) {
    if (texts_say(record->module, suture_trouble_cannot_relinquish, source, record->name))
        return PyErr_Occurred() ? -1 : 0;
    PyErr_Format(PyExc_TypeError, "%s: an object %s", record->name, why);
    return -1;
}

/// Whether a unique holder ends its object by `delete`, so that another one may take it over.
static bool deletes_plainly(const suture_holder *holder) {
    return strstr(((const std::type_info *) holder->cpp_type)->name(), "default_delete") != nullptr;
}

int instance_get_holder(suture_type_ref *ref, PyObject *source, const suture_holder *holder,
                        void *storage, uint32_t flags, suture_context *context, void **object) {
    const interpreter *interp = (interpreter *) (context ? context->interp : interpreter_current());
    const bool bound = PyType_IsSubtype(Py_TYPE(source), interp->object_type) != 0;
    instance *self = (instance *) source;
    // An argument before this one may have taken it.
    if (bound && holder->kind == suture_holder_unique && (self->state & state_relinquished) &&
        instance_record(self)->module->texts)
        return cannot_give(instance_record(self), source, "");
    int found = instance_get(ref, source, flags, context, object);
    if (found <= 0 || !*object)
        return found;
    if (!bound)
        return 0;
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
    if (!e)
        return cannot_give(record, source,
                           "that lives inside its Python instance cannot be given away as "
                           "unique_ptr; bind the class with a holder: class_<T, "
                           "std::unique_ptr<T>>");
    if (!(*state & state_owned))
        return cannot_give(record, source,
                           "that Python does not own cannot be given away as unique_ptr");
    if ((*state & state_loaned) || (e->holder && e->holder->kind != suture_holder_unique))
        return cannot_give(record, source,
                           "whose ownership is shared cannot be given away as unique_ptr");
    const char *other_deleter = "with another deleter cannot be given away as this unique_ptr";
    if (e->holder) {
        if (same_type(e->holder->cpp_type, holder->cpp_type)) {
            holder->apply(suture_holder_from_holder, storage, e->storage());
        } else if (deletes_plainly(e->holder) &&
                   holder->apply(suture_holder_from_pointer, storage, *object)) {
            e->holder->apply(suture_holder_release, e->storage(), nullptr);
        } else {
            return cannot_give(record, source, other_deleter);
        }
        e->holder->apply(suture_holder_destroy, e->storage(), nullptr);
    } else if (!holder->apply(suture_holder_from_pointer, storage, *object)) {
        return cannot_give(record, source, other_deleter);
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
