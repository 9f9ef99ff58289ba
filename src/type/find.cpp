// SPDX-License-Identifier: BSD-3-Clause
// From the address of a C++ object to the instance that stands for it, and its parts.
#include "instance.h"
#include "wrap.h"

SUTURE_RUNTIME_BEGIN

uint32_t *part_of(instance *self, const type_record *record, void **at) {
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

type_record *part_record(instance *self, const uint32_t *state) {
    if (self->state & state_many) {
        part_table *table = (part_table *) payload(self);
        for (uint32_t i = 0; i < table->count; ++i)
            if (&table->parts[i].state == state)
                return table->parts[i].record;
    }
    return instance_record(self);
}

instance *instance_at(interpreter *interp, const type_record *record, void *object, bool back) {
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

// --- slots of the table ------------------------------------------------------------------------

PyObject *instance_find(suture_type_ref *ref, void *object) {
    interpreter *interp = interpreter_current();
    type_entry *entry = interp ? type_entry_of(interp, ref) : nullptr; // NULL at its end
    if (!entry)
        return nullptr;
    type_record *record = type_record_for(entry, ref);
    instance *self = record ? instance_at(interp, record, object, false) : nullptr;
    return self ? Py_NewRef((PyObject *) self) : nullptr;
}

SUTURE_RUNTIME_END
