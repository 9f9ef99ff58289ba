// SPDX-License-Identifier: BSD-3-Clause
// Creating the Python class of a C++ type.
#include "create.h"

#include "../function/define.h"
#include "forget.h"
#include "instance.h"
#include "instance_dict.h"
#include "metaclass.h"
#include "trampoline.h"

SUTURE_RUNTIME_BEGIN

/// What the C++ object of one part holds, if nobody else may hold the object.
static int part_traverse(const type_record *record, void *at, uint32_t state, visitproc visit,
                         void *arg) {
    if (!record->traverse || !part_is_sole_owner(at, state))
        return 0;
    void *cpp = state & state_external ? ((external *) at)->object : at;
    return record->traverse(cpp, (int (*)(PyObject *, void *)) visit, arg);
}

/// Whether a bound base of the class keeps instance dictionaries (and not the Python class, whose
/// own traversal sees to it).
static bool has_bound_dict(const instance *self) {
    PyTypeObject *type = Py_TYPE((PyObject *) self);
    while (type && !type_is_bound(type))
        type = type->tp_base;
    return type && (type_record_of(type)->flags & suture_type_dynamic_attr);
}

static int instance_traverse(PyObject *object, visitproc visit, void *arg) {
    instance *self = (instance *) object;
    if (has_bound_dict(self)) {
        int result = instance_dict_visit(object, visit, arg);
        if (result)
            return result;
    }
    const type_record *record = instance_record(self);
    if (self->state & state_kept) {
        int result = instance_traverse_kept(record->interp, self, visit, arg);
        if (result)
            return result;
    }
    if (self->state & state_many) {
        part_table *table = (part_table *) payload(self);
        for (uint32_t i = 0; i < table->count; ++i) {
            const part &p = table->parts[i];
            int result = part_traverse(p.record, (char *) self + p.offset, p.state, visit, arg);
            if (result)
                return result;
        }
    } else {
        if (record->slot_traverse) // visits the class too
            return record->slot_traverse(object, visit, arg);
        int result = part_traverse(record, payload(self), self->state, visit, arg);
        if (result)
            return result;
    }
    Py_VISIT(Py_TYPE(object));
    return 0;
}

static int instance_clear(PyObject *object) {
    const type_record *record = instance_record((instance *) object);
    if (record->slot_clear && record->slot_clear(object) < 0)
        return -1;
    instance_break(object);
    if (has_bound_dict((instance *) object))
        instance_dict_clear(object);
    return 0;
}

static PyGetSetDef dict_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

/// What the attribute words of a class say.
struct class_attributes {
    array<type_base> bases;
    array<PyObject *> python_bases;
    suture_life life = nullptr;
    const suture_holder *holder = nullptr, *sharing = nullptr;
    const char *doc = nullptr, *signature = nullptr;
    uint32_t flags = 0, alias_size = 0, supplement = 0;
    PyObject *metaclass = nullptr;
    const PyType_Slot *slots = nullptr;
    suture_type_ref *alias = nullptr;
    const void *traverse = nullptr, *clear = nullptr, *set_self = nullptr;
    PyObject *alias_base = nullptr; ///< `Base[T]`, of which `Base` is the base class; borrowed
    bool keep_bases = false;        ///< they are the record's

    ~class_attributes() {
        if (!keep_bases)
            bases.free();
        python_bases.free();
    }

    /// A class, or a generic alias of one. A bound class is a C++ base at the object's start.
    bool add_python_base(PyObject *base) {
        if (!PyType_Check(base)) {
            reference origin(PyObject_GetAttrString(base, "__origin__"));
            if (!origin || !PyType_Check(origin.object)) {
                PyErr_Clear();
                return python_bases.push(base);
            }
            alias_base = base;
            base = origin; // the alias holds it
        }
        if (type_is_bound((PyTypeObject *) base) &&
            !bases.push({type_record_of((PyTypeObject *) base), 0, nullptr}))
            return false;
        return python_bases.push(base);
    }

    bool read(interpreter *interp, const suture_module *module, PyObject *scope, const char *name,
              const char *format, const void *const *words) {
        for (const char *c = format; *c; ++c) {
            switch (*c) {
                case 'b':
                case 'B': {
                    type_entry *entry = type_entry_of(interp, (suture_type_ref *) words[0]);
                    if (!entry)
                        return false;
                    type_record *record = type_record_for(entry, module);
                    if (!record) {
                        reference base(type_demangle(entry->name));
                        if (base)
                            binding_error(scope, name,
                                          "its base class '%U' has no Python class: bind it first",
                                          base.object);
                        return false;
                    }
                    type_base base{record, 0, nullptr};
                    if (*c == 'b')
                        base.offset = (ptrdiff_t) words[1];
                    else
                        base.upcast = (void *(*) (void *) ) words[1];
                    words += 2;
                    if (!bases.push(base) || !python_bases.push((PyObject *) record->type))
                        return false;
                    break;
                }
                case 'e':
                    if (!add_python_base((PyObject *) *words++))
                        return false;
                    break;
                case 'l': life = (suture_life) *words++; break;
                case 'h': holder = (const suture_holder *) *words++; break;
                case 'o': sharing = (const suture_holder *) *words++; break;
                case 'd': doc = (const char *) *words++; break;
                case 's': signature = (const char *) *words++; break;
                case 'g': flags |= (uint32_t) (uintptr_t) *words++; break;
                case 'm': metaclass = (PyObject *) *words++; break;
                case 'z': slots = (const PyType_Slot *) *words++; break;
                case 'y':
                    alias = (suture_type_ref *) *words++;
                    alias_size = (uint32_t) (uintptr_t) *words++;
                    if (!alias_size) {
                        reference trampoline(
                            type_demangle(((const std::type_info *) alias->cpp_type)->name()));
                        if (trampoline)
                            binding_error(scope, name,
                                          "the trampoline '%U' must have the class as its first "
                                          "base class",
                                          trampoline.object);
                        return false;
                    }
                    break;
                case 'u': supplement = (uint32_t) (uintptr_t) *words++; break;
                case 't': traverse = *words++; break;
                case 'x': clear = *words++; break;
                case 'i': set_self = *words++; break;
                default: internal_error("type_new", "unknown attribute"); return false;
            }
        }
        return true;
    }
};

/// Name of the module that a scope belongs to.
static PyObject *scope_module(PyObject *scope) {
    if (PyModule_Check(scope))
        return PyModule_GetNameObject(scope);
    return PyObject_GetAttrString(scope, "__module__");
}

static bool has_dict(PyTypeObject *type) {
#if PY_VERSION_HEX >= 0x030B0000
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT)
        return true;
#endif
    return type->tp_dictoffset != 0;
}

/// Name of a slot that authors must leave alone.
static const char *reserved_slot(int slot) {
    switch (slot) {
        case Py_tp_dealloc: return "Py_tp_dealloc";
        case Py_tp_free: return "Py_tp_free";
        case Py_tp_alloc: return "Py_tp_alloc";
        case Py_tp_new: return "Py_tp_new";
        case Py_tp_base: return "Py_tp_base";
        case Py_tp_bases: return "Py_tp_bases";
        default: return nullptr;
    }
}

static bool add_descriptor(PyTypeObject *type, const char *name, PyObject *stolen) {
    reference descriptor(stolen);
    return descriptor && PyDict_SetItemString(type->tp_dict, name, descriptor) == 0;
}

/// A PyMethodDef as CPython would put it into the class.
static PyObject *method_descriptor(PyTypeObject *type, PyMethodDef *def) {
    if (def->ml_flags & METH_CLASS)
        return PyDescr_NewClassMethod(type, def);
    if (!(def->ml_flags & METH_STATIC))
        return PyDescr_NewMethod(type, def);
    reference function(PyCFunction_NewEx(def, (PyObject *) type, nullptr));
    return function ? PyStaticMethod_New(function) : nullptr;
}

/// The author's methods, properties and members: the class's own tables belong to the runtime.
static bool add_slots(PyTypeObject *type, const PyType_Slot *slots) {
    for (const PyType_Slot *s = slots; s && s->slot; ++s) {
        if (s->slot == Py_tp_methods) {
            for (auto *def = (PyMethodDef *) s->pfunc; def->ml_name; ++def)
                if (!add_descriptor(type, def->ml_name, method_descriptor(type, def)))
                    return false;
        } else if (s->slot == Py_tp_getset) {
            for (auto *def = (PyGetSetDef *) s->pfunc; def->name; ++def)
                if (!add_descriptor(type, def->name, PyDescr_NewGetSet(type, def)))
                    return false;
        } else if (s->slot == Py_tp_members) {
            for (auto *def = (PyMemberDef *) s->pfunc; def->name; ++def)
                if (!add_descriptor(type, def->name, PyDescr_NewMember(type, def)))
                    return false;
        }
    }
    return true;
}

static PyObject *make_type(class_attributes &a, const suture_type_desc *desc, uint32_t flags,
                           type_record *record, const char *full_name, PyObject *bases) {
    (void) desc;
    PyType_Slot slots[64];
    PyMemberDef members[3] = {};
    int n = 0, m = 0;
    auto slot = [&](int id, const void *value) { slots[n++] = {id, (void *) value}; };
    // tp_new is inherited: a __new__ in the class's own dictionary would hide the constructor's
    // signature from inspect before CPython 3.11.
    slot(Py_tp_init, (const void *) type_tp_init);
    slot(Py_tp_dealloc, (const void *) instance_dealloc);
    slot(Py_tp_methods, record->methods);
    if (a.doc)
        slot(Py_tp_doc, a.doc);
    unsigned type_flags = Py_TPFLAGS_DEFAULT;
    // The metaclass of a dialect refuses Python classes over a final one itself.
    const suture_texts *texts = record->module->texts;
    if (!(flags & suture_type_final) || (texts && texts->metaclass))
        type_flags |= Py_TPFLAGS_BASETYPE;
    int basicsize = (int) sizeof(instance);
    bool gc = (flags & (suture_type_dynamic_attr | suture_type_gc)) || a.traverse;
    for (const PyType_Slot *s = a.slots; s && s->slot; ++s) {
        if (s->slot == Py_tp_traverse)
            record->slot_traverse = (traverseproc) s->pfunc;
        else if (s->slot == Py_tp_clear)
            record->slot_clear = (inquiry) s->pfunc;
    }
    gc |= record->slot_traverse || record->slot_clear;
    for (const type_base &base : a.bases) {
        gc |= PyType_IS_GC(base.record->type) != 0;
        if (base.record->type->tp_basicsize > basicsize)
            basicsize = (int) base.record->type->tp_basicsize;
    }
    bool inherits_dict = false, inherits_weakref = false;
    for (const type_base &base : a.bases) {
        inherits_dict |= (base.record->flags & suture_type_dynamic_attr) != 0;
        inherits_weakref |= (base.record->flags & suture_type_weakref) != 0;
    }
    if ((flags & suture_type_dynamic_attr) && !inherits_dict) {
#if PY_VERSION_HEX >= 0x030C0000
        type_flags |= Py_TPFLAGS_MANAGED_DICT;
#else
        members[m++] = {"__dictoffset__", T_PYSSIZET, basicsize, READONLY, nullptr};
        basicsize += (int) sizeof(PyObject *);
#endif
        slot(Py_tp_getset, dict_getset);
    }
    if ((flags & suture_type_weakref) && !inherits_weakref) {
        members[m++] = {"__weaklistoffset__", T_PYSSIZET, basicsize, READONLY, nullptr};
        basicsize += (int) sizeof(PyObject *);
    }
    if (m)
        slot(Py_tp_members, members);
    if (gc) {
        type_flags |= Py_TPFLAGS_HAVE_GC;
        slot(Py_tp_traverse, (const void *) instance_traverse);
        slot(Py_tp_clear, (const void *) instance_clear);
    }
    for (const PyType_Slot *s = a.slots; s && s->slot; ++s) {
        if (n >= 60) {
            PyErr_SetString(PyExc_ImportError, "too many type slots");
            return nullptr;
        }
        if (const char *refused = reserved_slot(s->slot)) {
            PyErr_Format(PyExc_ImportError, "type_slots: %s belongs to the runtime", refused);
            return nullptr;
        }
        if (s->slot == Py_tp_methods || s->slot == Py_tp_getset || s->slot == Py_tp_members ||
            s->slot == Py_tp_traverse || s->slot == Py_tp_clear)
            continue; // see add_slots
        // A later slot of the same kind replaces an earlier one.
        int i = 0;
        while (i < n && slots[i].slot != s->slot)
            ++i;
        slots[i] = *s;
        n = i == n ? n + 1 : n;
    }
    slots[n] = {0, nullptr};
    PyType_Spec spec = {full_name, basicsize, 0, type_flags, slots};
    PyTypeObject *metaclass = (PyTypeObject *) a.metaclass;
    if (!metaclass && texts && texts->metaclass &&
        !(metaclass = metaclass_of(record->interp, texts)))
        return nullptr;
#if PY_VERSION_HEX >= 0x030C0000
    return PyType_FromMetaclass(metaclass, nullptr, &spec, bases);
#else
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); ++i) { // as CPython does from 3.12 on
        PyTypeObject *its = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (!metaclass || PyType_IsSubtype(its, metaclass))
            metaclass = its;
    }
    PyObject *type = PyType_FromSpecWithBases(&spec, bases);
    if (type && metaclass != &PyType_Type) {
        if (metaclass->tp_basicsize != PyType_Type.tp_basicsize) {
            Py_DECREF(type);
            PyErr_SetString(PyExc_ImportError,
                            "a metaclass with state of its own needs CPython 3.12");
            return nullptr;
        }
        Py_INCREF(metaclass);
        Py_SET_TYPE(type, metaclass);
    }
    return type;
#endif
}

PyObject *type_new(const suture_module *module, PyObject *scope, const char *name,
                   suture_type_ref *ref, const suture_type_desc *desc, const char *format,
                   const void *const *words) {
    interpreter *interp = interpreter_current();
    class_attributes a;
    if (!a.read(interp, module, scope, name, format, words))
        return nullptr;
    type_entry *entry = type_entry_of(interp, ref);
    if (!entry)
        return nullptr;
    uint32_t flags = desc->flags | a.flags;
    bool local = flags & suture_type_module_local;
    if (type_record *known = type_record_for(entry, module);
        known && (!entry->record || known->module == module)) {
        reference cpp(type_demangle(entry->name));
        if (cpp)
            binding_error(scope, name, "the C++ type '%U' is bound already, as %s", cpp.object,
                          known->name);
        return nullptr;
    }
    if (entry->record && !local) {
        // Another package binds this type too: both work, this one for its own module.
        if (PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                             "%s: the C++ type is bound already as %s; this class is local to its "
                             "module",
                             name, entry->record->name) < 0)
            return nullptr;
        local = true;
        flags |= suture_type_module_local;
    }
    reference interned(PyUnicode_InternFromString(name));
    if (!interned)
        return nullptr;
    if (scope_get(scope, interned)) {
        binding_error(scope, name, "the scope has an attribute of that name already");
        return nullptr;
    }
    reference module_name(scope_module(scope));
    if (!module_name)
        return nullptr;
    reference qualname;
    if (PyType_Check(scope)) {
        reference outer(PyObject_GetAttrString(scope, "__qualname__"));
        qualname.reset(outer ? PyUnicode_FromFormat("%U.%s", outer.object, name) : nullptr);
    } else {
        qualname.reset(Py_NewRef(interned.object));
    }
    reference full(qualname ? PyUnicode_FromFormat("%U.%U", module_name.object, qualname.object)
                            : nullptr);
    const char *full_text = full ? PyUnicode_AsUTF8(full) : nullptr;
    Py_ssize_t qualname_size;
    if (!full_text || !PyUnicode_AsUTF8AndSize(qualname, &qualname_size))
        return nullptr;

    size_t text_size = strlen(full_text) + 1;
    type_record *record = (type_record *) PyMem_RawCalloc(1, sizeof(type_record) + text_size);
    if (!record)
        return PyErr_NoMemory();
    unfinished_record unfinished(record);
    char *text = (char *) (record + 1);
    memcpy(text, full_text, text_size);
    record->name = text;
    record->qualname = text + text_size - 1 - qualname_size;
    record->entry = entry;
    record->ref = ref;
    record->interp = interp;
    record->module = module;
    record->size = desc->size > a.alias_size ? desc->size : a.alias_size;
    record->cpp_size = desc->size;
    record->align = desc->align;
    record->life = a.life;
    record->holder = a.holder;
    record->sharing = a.holder && a.holder->kind != suture_holder_unique ? a.holder : a.sharing;
    record->set_self = (void (*)(void *, PyObject *)) a.set_self;
    record->traverse = (int (*)(void *, int (*)(PyObject *, void *), void *)) a.traverse;
    record->clear = (void (*)(void *)) a.clear;
    for (const type_base &base : a.bases) {
        if (base.offset || base.upcast || (base.record->flags & record_shifted_bases))
            flags |= record_shifted_bases;
        flags |= base.record->flags &
                 (suture_type_dynamic_attr | suture_type_weakref | suture_type_release_gil);
        if (!record->holder && base.record->holder)
            flags |= base.record->flags & suture_type_external;
        if (!record->traverse && !base.offset && !base.upcast) {
            record->traverse = base.record->traverse;
            record->clear = base.record->clear;
        }
        if (!record->set_self && !base.offset && !base.upcast)
            record->set_self = base.record->set_self;
        if (!base.offset && !base.upcast) {
            record->slot_traverse = base.record->slot_traverse;
            record->slot_clear = base.record->slot_clear;
        }
    }
    for (PyObject *base : a.python_bases) {
        // A Python class's instances have attributes of their own.
        PyTypeObject *type = (PyTypeObject *) base;
        if (PyType_Check(base) && !type_is_bound(type)) {
            flags |= has_dict(type) ? suture_type_dynamic_attr : 0;
            flags |= type->tp_weaklistoffset ? suture_type_weakref : 0;
        }
    }
    if (a.holder || (flags & suture_type_custom_new))
        flags |= suture_type_external;
    record->flags = flags;
    record->bases = a.bases.data;
    record->nbases = a.bases.size;
    a.keep_bases = true;
    if (a.supplement) {
        record->supplement = PyMem_RawCalloc(1, a.supplement);
        record->supplement_size = a.supplement;
    }

    reference bases;
    bool has_bound = a.bases.size != 0;
    Py_ssize_t count = (Py_ssize_t) a.python_bases.size + !has_bound;
    bases.reset(PyTuple_New(count));
    if (!bases)
        return nullptr;
    Py_ssize_t i = 0;
    if (!object_type_create(interp))
        return nullptr;
    if (!has_bound)
        PyTuple_SET_ITEM(bases.object, i++, Py_NewRef((PyObject *) interp->object_type));
    for (PyObject *base : a.python_bases)
        PyTuple_SET_ITEM(bases.object, i++, Py_NewRef(base));

    // `tp_name` holds the module and the last part of the name; a nested class is renamed below.
    PyObject *type = make_type(a, desc, flags, record, record->name, bases);
    if (!type) {
        unfinished.record = nullptr; // what __init_subclass__ saw of the class may be about
        if (PyErr_ExceptionMatches(PyExc_ImportError))
            binding_error_text(scope, name);
        else
            binding_error(scope, name, "the class could not be created");
        return nullptr;
    }
    record->type = (PyTypeObject *) type;
    if (!record_tie(record))
        return nullptr;
    record->type->tp_vectorcall = type_vectorcall;
    // Python classes over several bound ones reach it by their first base, GC class or not.
    record->type->tp_traverse = instance_traverse;
    record_plan(record);
    PyType_Modified(record->type);
    PyObject *dict = record->type->tp_dict;
    if (PyDict_SetItemString(dict, "__module__", module_name) < 0 ||
        (PyType_Check(scope) && PyObject_SetAttrString(type, "__qualname__", qualname) < 0))
        return nullptr;
    if (!add_slots(record->type, a.slots))
        return nullptr;
    if (flags & suture_type_generic) {
        reference alias(PyImport_ImportModule("types"));
        reference generic(alias ? PyObject_GetAttrString(alias, "GenericAlias") : nullptr);
        reference method(generic ? PyObject_CallFunctionObjArgs((PyObject *) &PyClassMethod_Type,
                                                                generic.object, NULL)
                                 : nullptr);
        if (!method || PyDict_SetItemString(dict, "__class_getitem__", method) < 0)
            return nullptr;
        PyType_Modified(record->type);
    }
    if (a.alias_base) { // as Python's `class` statement leaves it
        reference original(PyTuple_Pack(1, a.alias_base));
        if (!original || PyDict_SetItemString(dict, "__orig_bases__", original) < 0)
            return nullptr;
    }
    if (a.signature) {
        reference signature(PyUnicode_FromString(a.signature));
        if (!signature || PyDict_SetItemString(dict, "__suture_signature__", signature) < 0 ||
            (module->texts && PyDict_SetItemString(dict, module->texts->signatures, signature) < 0))
            return nullptr;
    }
    if (local) {
        record->next_local = entry->locals;
        entry->locals = record;
    } else {
        entry->record = record;
    }
    if (a.alias) {
        // The trampoline's dynamic type means this class too.
        type_entry *alias = type_entry_of(interp, a.alias);
        if (!alias)
            return nullptr;
        record->alias = alias;
        trampoline_bind(record);
        if (!alias->record)
            alias->record = record;
    }
    if (scope_set(scope, interned, type, false) < 0 || !interp->records.push(record))
        return nullptr;
    unfinished.record = nullptr;
    return type; // REF: the registry holds it; borrowed by the caller
}

// --- slots of the table ------------------------------------------------------------------------

int type_implicit(const suture_module *module, suture_type_ref *target, suture_type_ref *source,
                  const suture_caster *caster) {
    interpreter *interp = interpreter_current();
    type_entry *entry = type_entry_of(interp, target);
    if (!entry)
        return -1;
    type_record *record = type_record_for(entry, module);
    if (!record) {
        type_unbound_error(entry);
        return -1;
    }
    type_implicit_source from{nullptr, caster, 0};
    if (source) {
        from.source = type_entry_of(interp, source);
        if (!from.source)
            return -1;
    }
    return record->implicit.push(from) ? 0 : -1;
}

const void *type_cpp(PyObject *type) {
    if (!PyType_Check(type) || !type_is_bound((PyTypeObject *) type))
        return nullptr;
    return type_record_of((PyTypeObject *) type)->entry->cpp_type;
}

void *type_supplement(PyObject *type) {
    if (!PyType_Check(type) || !type_is_bound((PyTypeObject *) type))
        return nullptr;
    return type_record_of((PyTypeObject *) type)->supplement;
}

SUTURE_RUNTIME_END
