// SPDX-License-Identifier: BSD-3-Clause
// What the runtime knows of a bound C++ type, and the layout of its Python instances.
#pragma once

#include "../common.h"

#include "../../include/suture/detail/enum_service.h"

SUTURE_RUNTIME_BEGIN

struct function;
struct interpreter;
struct type_record;

/// One C++ type in one interpreter. The address is stable, so that argument plans may hold it
/// before the type is bound.
struct type_entry {
    const char *name;                ///< mangled
    const void *cpp_type;            ///< std::type_info
    const char *domain;              ///< types of other domains are other entries
    type_record *record;             ///< NULL until it is bound
    suture_enumeration *enumeration; ///< see src/enum/
    type_record *locals;             ///< module-local bindings, chained by next_local
};

/// A C++ base class of a bound class.
struct type_base {
    type_record *record;
    ptrdiff_t offset;        ///< of the base subobject, where `upcast` is NULL
    void *(*upcast)(void *); ///< virtual bases
};

/// Another type that an argument of this one can be made from.
struct type_implicit_source {
    type_entry *source;          ///< instances of that class,
    const suture_caster *caster; ///< or what this caster accepts
    int scalar;                  ///< or what this scalar code accepts
};

/// Number protocol and comparison functions that live in the type's slots.
enum operator_index : uint8_t {
#define SUTURE_OPERATOR(id, name, has_reflected, kind, member) op_##id,
#include "operators.inc"
#undef SUTURE_OPERATOR
    op_count
};

/// Everything about one binding of a C++ class. It lives as long as the Python class: see forget.h.
struct type_record {
    /// tp_methods of the Python class: always empty, but it leads from the class back here.
    PyMethodDef methods[1];
    PyTypeObject *type; ///< the registry's reference, see record_forget
    type_entry *entry;
    interpreter *interp;
    const suture_module *module;
    uint32_t size, align; ///< of the C++ object, a trampoline included
    uint32_t cpp_size;    ///< of the class itself
    uint32_t flags;       ///< suture_type_flags and those below
    suture_life life;     ///< NULL: trivial
    const suture_holder *holder;
    const suture_holder *sharing; ///< finds who owns an object already; NULL: that cannot be known
    type_entry *alias;            ///< of its trampoline
    void (*set_self)(void *, PyObject *);
    int (*traverse)(void *object, int (*visit)(PyObject *, void *), void *arg);
    void (*clear)(void *object); ///< empties the members that `traverse` visits, or NULL
    traverseproc slot_traverse;  ///< the author's tp_traverse and tp_clear
    inquiry slot_clear;
    function *init;       ///< overloads of __init__, in the class's own dictionary
    function **operators; ///< op_count entries, or NULL
    type_base *bases;
    uint32_t nbases;
    uint32_t supplement_size;
    uint32_t spare; ///< payload bytes that factories need for external objects
    void *supplement;
    array<type_implicit_source> implicit;
    array<PyGetSetDef *> getsets; ///< data members and properties: each starts its closure
    type_record *next_local;
    const suture_type_ref *ref; ///< by which the module that binds it refers to the type
    uint32_t plain_size;        ///< bytes of an instance of exactly this class, 0: not a plain one
    uint32_t plain_offset;      ///< of its payload
    const char *name;           ///< "module.Qualname", for messages
    const char *qualname;       ///< the end of it
};

// What the runtime adds to suture_type_flags. Numbers, since C++20 lets two enumerations not mix.
constexpr uint32_t record_shifted_bases = 1u << 24; ///< a base lies elsewhere than the object
constexpr uint32_t record_virtual = 1u << 27; ///< it, or a class derived from it, has a trampoline

/// Lifecycle of the C++ object behind an instance, and where it is.
enum instance_state : uint32_t {
    state_ready = 1,        ///< constructed
    state_relinquished = 2, ///< given away to C++
    state_external = 4,     ///< the payload is an `external`
    state_many = 8,         ///< the payload is a `part_table` (a Python class over several)
    state_owned = 16,       ///< destroy the object with the instance
    state_registered = 32,  ///< in the instance map
    state_kept = 64,        ///< has an entry in the keep-alive table
    state_derived = 128,    ///< the record lies in the word before the payload
    state_has_owner = 256,  ///< kept alive by reference(_internal) already
    state_storage = 512,    ///< external storage allocated, object not constructed
    state_lent = 1024,      ///< owned by C++, whose object keeps this Python half alive
    state_loaned = 2048,    ///< a shared_ptr that holds this instance may be about
    state_patient = 4096,   ///< something was tied to its life by keep_alive: C++ may point to it
    state_usable = state_ready | state_relinquished | state_external | state_many
};

/// Head of every instance; tp_basicsize of every bound class.
struct instance {
    PyObject_HEAD uint32_t offset; ///< from the instance to its payload
    uint32_t state;
};

/// Payload of an instance whose object is elsewhere. The holder's bytes follow.
struct external {
    void *object;
    const suture_holder *holder; ///< NULL: raw pointer
    void *storage() { return (char *) this + align_up(sizeof(external), holder->align); }
};

/// One of several bound bases of a Python class.
struct part {
    type_record *record;
    uint32_t offset; ///< of an instance-like payload from the instance
    uint32_t state;
};
struct part_table {
    uint32_t count;
    part parts[1];
};

inline void *payload(instance *self) { return (char *) self + self->offset; }

void instance_dealloc(PyObject *self);

/// Whether a Python class is bound (not: derives from a bound one).
inline bool type_is_bound(PyTypeObject *type) { return type->tp_dealloc == instance_dealloc; }
inline type_record *type_record_of(PyTypeObject *type) { return (type_record *) type->tp_methods; }

/// Nearest bound class at or above `type` on the primary line, or NULL.
inline type_record *type_primary(PyTypeObject *type) {
    while (type) {
        if (type_is_bound(type))
            return type_record_of(type);
        type = type->tp_base;
    }
    return nullptr;
}

SUTURE_RUNTIME_END
