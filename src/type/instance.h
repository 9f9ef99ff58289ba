// SPDX-License-Identifier: BSD-3-Clause
// Python instances of bound classes: allocation, finding the C++ object in one, wrapping a C++
// object in one, and what keeps them alive.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Makes room in the instances of a class for what a factory returns.
void factory_room(type_record *record);

/// Uninitialised instance of `type`, a bound class or a Python class over bound ones.
PyObject *instance_alloc_any(PyTypeObject *type);
/// Decides whether instances of the class can be made the plain way: no GC, inline object.
void record_plan(type_record *record);
#if !defined(Py_GIL_DISABLED) && !defined(Py_REF_DEBUG) && !defined(Py_TRACE_REFS)
/// Plain instance of exactly `record`'s class, header filled in; see record_plan.
SUTURE_HOT_INLINE instance *instance_new_plain(type_record *record) {
    instance *self = (instance *) PyObject_Malloc(record->plain_size);
    if (SUTURE_UNLIKELY(!self))
        return (instance *) PyErr_NoMemory();
    PyTypeObject *type = record->type;
#    if PY_VERSION_HEX >= 0x030E0000 && SIZEOF_VOID_P > 4
    ((PyObject *) self)->ob_refcnt_full = 1; // the object's flags share the word
#    else
    ((PyObject *) self)->ob_refcnt = 1;
#    endif
    ((PyObject *) self)->ob_type = type;
    Py_INCREF(type);
    self->offset = record->plain_offset;
    self->state = 0;
    return self;
}
#else
inline instance *instance_new_plain(type_record *record) {
    return (instance *) instance_alloc_any(record->type);
}
#endif
/// Instance of exactly `record`'s class with `size` bytes of payload. Not registered, not ready.
instance *instance_new(type_record *record, size_t size, size_t align);

/// Storage that a constructor of `record` may fill, registered under its address; NULL: not such an
/// instance, or initialised already, with an error unless a dialect calls that a mismatch.
void *instance_begin(type_record *record, PyObject *self);
/// After the constructor returned: makes the holder and marks the instance as ready.
int instance_complete(type_record *record, PyObject *self, void *object);
/// Whether a factory may return `made` instead of the instance. -1 with an error.
int factory_object(const type_record *record, PyObject *self, PyObject *made);
/// After it failed: back to uninitialised storage.
void instance_abandon(type_record *record, PyObject *self);
/// Whether a constructor should build the trampoline rather than the class itself.
inline bool instance_wants_alias(const type_record *record, PyObject *self) {
    return (((instance *) self)->state & (state_derived | state_many)) ||
           (record->flags & suture_type_abstract);
}

/// instance_get for everything but an exact, ready, inline instance. 1, or 0; with an error set
/// only where the object is of the right class but not usable.
int instance_load_slow(interpreter *interp, type_record *record, PyObject *source, uint32_t flags,
                       suture_context *context, void **result);

/// The same for a C++ type: whichever class it was bound as, since all stand for one layout.
int instance_load_entry(interpreter *interp, const type_entry *entry, PyObject *source,
                        uint32_t flags, suture_context *context, void **result);

/// C++ pointer of an instance of `record`'s class.
SUTURE_HOT_INLINE int instance_load(interpreter *interp, type_record *record, PyObject *source,
                                    uint32_t flags, suture_context *context, void **result) {
    if (SUTURE_LIKELY(record && Py_TYPE(source) == record->type &&
                      (((instance *) source)->state & state_usable) == state_ready)) {
        *result = payload((instance *) source);
        return 1;
    }
    return instance_load_slow(interp, record, source, flags, context, result);
}

/// Pointer to the `to` subobject of the `from` object `object`. False: `to` is no base of it.
bool record_upcast(type_record *from, void *object, const type_record *to, void **result);
bool record_is_a(const type_record *from, const type_record *to);

/// Record and C++ object of an instance (the first part of one over several bound classes).
type_record *instance_record(instance *self);
void *instance_object(instance *self);

/// Enters a constructed object and its shifted bases into the instance map.
bool instance_register(interpreter *interp, instance *self, type_record *record, void *object);

/// Whether a part is ready and its object cannot outlive the instance.
bool part_is_sole_owner(void *at, uint32_t state);
/// Visits what keep_alive ties to an instance.
int instance_traverse_kept(interpreter *interp, instance *self, visitproc visit, void *arg);
/// Empties or ends C++ objects that hold Python references, to break a cycle that the collector
/// found.
void instance_break(PyObject *object);

/// Bytes of an external payload with that holder.
size_t external_size(const suture_holder *holder);

/// The object was given away: only its own address is remembered, in case it comes back.
void instance_relinquished(instance *self, type_record *record, void *object);
/// It came back. -1 with MemoryError.
int instance_returned(instance *self, type_record *record, void *object);
/// The C++ object of an instance ended while C++ owned it.
void instance_lost(instance *self, void *object);

/// Whether an object is an instance that is registered under the address.
bool instance_is_at(PyObject *object, void *address);

/// Python object of the C++ object `object` of class `record`.
PyObject *instance_wrap(interpreter *interp, type_record *record, void *object, int policy,
                        suture_context *context);
/// The same without looking for the object's dynamic type.
PyObject *instance_wrap_as(interpreter *interp, type_record *record, void *object, int policy,
                           suture_context *context);
/// Ends the object of an instance if the instance owns it. It is not ready any more.
void instance_end(instance *self);
/// Before a call that returns by value: an instance to construct into, and where.
instance *instance_prepare_value(type_record *record, void **storage);
/// After it: makes it ready. Steals `self`; NULL with an error.
PyObject *instance_finish_value(type_record *record, instance *self, void *storage);

/// Calls the life function through its module. -1 with an error if it threw.
int record_life(const type_record *record, int op, void *object, void *source, void **result);
/// operator new for one object of the class; NULL with MemoryError.
void *record_allocate(const type_record *record);
void record_release(const type_record *record, void *storage);

/// The runtime's base of every bound class.
bool object_type_create(interpreter *interp);
/// tp_new, tp_init and vectorcall of bound classes; see src/call/construct.cpp.
PyObject *type_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
int type_tp_init(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *type_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames);
/// The vectorcall for whatever type_vectorcall leaves alone.
PyObject *construct_any(PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames);

int instance_keep(interpreter *interp, PyObject *nurse, void *payload, void (*release)(void *));

// Slots of the table; see slots.inc.
int instance_get(suture_type_ref *ref, PyObject *source, uint32_t flags, suture_context *context,
                 void **result);
PyObject *instance_put(suture_type_ref *ref, void *object, int policy, suture_context *context);
PyObject *instance_put_holder(suture_type_ref *ref, void *object, const suture_holder *holder,
                              void *storage, suture_context *context);
int instance_get_holder(suture_type_ref *ref, PyObject *source, const suture_holder *holder,
                        void *storage, uint32_t flags, suture_context *context, void **object);
PyObject *instance_find(suture_type_ref *ref, void *object);
int instance_adopt(PyObject *self, suture_type_ref *ref, void *object, const suture_holder *holder,
                   void *storage);

/// Sets TypeError: `entry`'s C++ type has no Python class.
void type_unbound_error(const type_entry *entry);
/// Demangled name of a C++ type; new reference.
PyObject *type_demangle(const char *mangled);

SUTURE_RUNTIME_END
