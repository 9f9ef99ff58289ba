// SPDX-License-Identifier: BSD-3-Clause
// From a Python object to the C++ object of a bound class: subclasses, bases at other addresses,
// None and implicit conversions.
#include <cstdio> // fprintf

#include "../call/dispatch.h"
#include "../call/scalar.h"
#include "instance.h"

SUTURE_RUNTIME_BEGIN

/// The object is of the right class but cannot be used: says why. Always 0.
SUTURE_COLD static int unusable(const type_record *record, instance *self, uint32_t state) {
    const bool relinquished = (state & state_relinquished) != 0;
    if (texts_say(record->module,
                  relinquished ? suture_trouble_relinquished : suture_trouble_uninitialised,
                  (PyObject *) self, record->name))
        return 0;
    if (relinquished)
        PyErr_Format(PyExc_ValueError,
                     "%s: the object was given away to C++ and can no longer be used",
                     record->name);
    else
        PyErr_Format(PyExc_TypeError,
                     "%s: the object is not initialised: %s.__init__() was not called",
                     record->name, record->name);
    return 0;
}

static int load_part(instance *self, type_record *have, void *at, uint32_t state,
                     const type_record *wanted, void **result) {
    if (!record_is_a(have, wanted))
        return 0;
    if ((state & (state_ready | state_relinquished)) != state_ready)
        return unusable(have, self, state);
    void *object = state & state_external ? ((external *) at)->object : at;
    return record_upcast(have, object, wanted, result);
}

/// Says, where that is asked for, that a constructor refused what it is registered for. The error
/// that is set stays.
SUTURE_COLD static void warn_implicit(const interpreter *interp, const type_record *record,
                                      PyObject *source) {
    const int asked = interp->flags[suture_flag_implicit_warnings];
    if (asked == 1 || (asked == 0 && !record->module->texts))
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!texts_say(record->module, suture_trouble_implicit, source, record->name))
        fprintf(stderr, "suture: implicit conversion from type '%.200s' to type '%s' failed!\n",
                Py_TYPE(source)->tp_name, record->name);
    PyErr_Restore(type, value, traceback);
}

/// Makes a temporary of `record`'s class from `source`; it lives until the call ends.
static int load_implicit(interpreter *interp, type_record *record, PyObject *source,
                         suture_context *context, void **result) {
    for (const type_implicit_source &from : record->implicit) {
        bool fits = false;
        if (from.source) {
            type_record *r = type_record_for(from.source, record->module);
            void *ignored;
            fits = r && instance_load(interp, r, source, 0, context, &ignored) > 0;
        } else if (from.caster) {
            alignas(16) char storage[256];
            void *at =
                from.caster->size <= sizeof(storage) ? storage : PyMem_Malloc(from.caster->size);
            if (at && from.caster->load(at, source, suture_load_construct, context)) {
                fits = true;
                if (from.caster->destroy)
                    from.caster->destroy(at);
            }
            if (at != storage)
                PyMem_Free(at);
        } else {
            suture_slot slot;
            fits = slot_load(from.scalar, source, 0, &slot) != 0;
        }
        if (!fits) {
            no_match();
            if (PyErr_Occurred())
                return 0;
            continue;
        }
        PyObject *temporary = PyObject_CallFunctionObjArgs((PyObject *) record->type, source, NULL);
        if (!temporary) {
            warn_implicit(interp, record, source);
            no_match();
            if (PyErr_Occurred())
                return 0;
            continue;
        }
        if (!context || context_keep(context, temporary) < 0) {
            if (!context)
                Py_DECREF(temporary);
            return 0;
        }
        return instance_load(interp, record, temporary, 0, context, result);
    }
    return 0;
}

/// The `record` object of an instance of whatever bound class.
static int load_instance(instance *self, const type_record *record, void **result) {
    if (!(self->state & state_many))
        return load_part(self, instance_record(self), payload(self), self->state, record, result);
    part_table *table = (part_table *) payload(self);
    for (uint32_t i = 0; i < table->count; ++i) {
        part &p = table->parts[i];
        int found = load_part(self, p.record, (char *) self + p.offset, p.state, record, result);
        if (found || PyErr_Occurred())
            return found;
    }
    return 0;
}

static bool accepts_none(uint32_t flags, void **result) {
    *result = nullptr;
    return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
}

static bool converts(uint32_t flags, const type_record *record) {
    return (flags & suture_load_convert) && !(flags & suture_load_construct) &&
           record->implicit.size;
}

int instance_load_slow(interpreter *interp, type_record *record, PyObject *source, uint32_t flags,
                       suture_context *context, void **result) {
    if (source == Py_None)
        return accepts_none(flags, result);
    if (!record)
        return 0;
    if (PyType_IsSubtype(Py_TYPE(source), interp->object_type)) {
        int found = load_instance((instance *) source, record, result);
        if (found || PyErr_Occurred())
            return found;
    }
    return converts(flags, record) ? load_implicit(interp, record, source, context, result) : 0;
}

int instance_load_entry(interpreter *interp, const type_entry *entry, PyObject *source,
                        uint32_t flags, suture_context *context, void **result) {
    if (SUTURE_LIKELY(!entry->locals))
        return instance_load_slow(interp, entry->record, source, flags, context, result);
    if (source == Py_None)
        return accepts_none(flags, result);
    bool bound = PyType_IsSubtype(Py_TYPE(source), interp->object_type) != 0;
    for (int pass = 0; pass < 2; ++pass) {
        type_record *record = entry->record ? entry->record : entry->locals;
        while (record) {
            int found = 0;
            if (pass)
                found = converts(flags, record)
                            ? load_implicit(interp, record, source, context, result)
                            : 0;
            else if (bound)
                found = load_instance((instance *) source, record, result);
            if (found || PyErr_Occurred())
                return found;
            record = record == entry->record ? entry->locals : record->next_local;
        }
    }
    return 0;
}

SUTURE_RUNTIME_END
