// SPDX-License-Identifier: BSD-3-Clause
// Data members and properties: real getset descriptors whose closure is a `property`.
#include "member.h"

#include "../call/dispatch.h"
#include "../call/scalar.h"
#include "../error/cast.h"
#include "../function/define.h"
#include "../function/text.h"
#include "create.h"
#include "instance.h"

SUTURE_RUNTIME_BEGIN

/// What the getter and setter of one attribute read.
struct property {
    PyGetSetDef def;
    interpreter *interp;
    type_record *record; ///< NULL for a class that is not bound (an enumeration)
    const char *owner;   ///< name of the class, for messages
    function *get, *set; ///< property functions; NULL for a plain data member
    uint8_t code;
    bool const_member, accepts_none;
    uint32_t load_flags;
    size_t offset;
    union {
        type_entry *type;
        const suture_caster *caster;
    };
    suture_thunk assign; ///< caster members: copies slots[2] into the member at slots[1]
    const suture_module *module;
    uint8_t policy;
};

/// "member(self) -> type": the signature of a data member's getter.
static PyObject *getter_text(const property *p) {
    function shape{};
    shape.interp = p->interp;
    overload read{};
    read.result = p->code;
    if (p->code == suture_code_caster)
        read.result_caster = p->caster;
    else
        read.result_type = p->type;
    reference result(result_type_text(&shape, &read, true));
    return result ? PyUnicode_FromFormat("%s(self) -> %U", p->def.name, result.object) : nullptr;
}

/// The attribute was asked for on something that has no such object. NULL.
SUTURE_COLD static void *refuse_owner(const property *p, PyObject *self) {
    if (PyErr_Occurred())
        return nullptr;
    if (p->record->module->texts) {
        reference signature(getter_text(p));
        const char *text = signature ? PyUnicode_AsUTF8(signature) : nullptr;
        if (text)
            texts_say(p->record->module, suture_trouble_member, self, text);
        return nullptr;
    }
    PyErr_Format(PyExc_TypeError, "%s.%s: expected %s, got %.200s", p->owner, p->def.name,
                 p->record->name, Py_TYPE(self)->tp_name);
    return nullptr;
}

/// Object that the attribute belongs to.
SUTURE_HOT_INLINE void *owner_of(property *p, PyObject *self) {
    void *object;
    if (SUTURE_LIKELY(instance_load(p->interp, p->record, self, 0, nullptr, &object)))
        return object;
    return refuse_owner(p, self);
}

/// Value of a scalar member in memory.
static void read_scalar(int code, const void *at, suture_slot *slot) {
    switch (code) {
        case suture_code_bool:
        case suture_code_u8:
        case suture_code_char: slot->i64 = *(const uint8_t *) at; break;
        case suture_code_i8: slot->i64 = *(const int8_t *) at; break;
        case suture_code_i16: slot->i64 = *(const int16_t *) at; break;
        case suture_code_u16: slot->i64 = *(const uint16_t *) at; break;
        case suture_code_i32: slot->i64 = *(const int32_t *) at; break;
        case suture_code_u32: slot->i64 = *(const uint32_t *) at; break;
        case suture_code_f32: slot->f32 = *(const float *) at; break;
        case suture_code_f64: slot->f64 = *(const double *) at; break;
        default: slot->i64 = *(const int64_t *) at; break;
    }
}

static void write_scalar(int code, void *at, const suture_slot &slot) {
    switch (code) {
        case suture_code_bool:
        case suture_code_u8:
        case suture_code_i8:
        case suture_code_char: *(uint8_t *) at = (uint8_t) slot.i64; break;
        case suture_code_i16:
        case suture_code_u16: *(uint16_t *) at = (uint16_t) slot.i64; break;
        case suture_code_i32:
        case suture_code_u32: *(uint32_t *) at = (uint32_t) slot.i64; break;
        case suture_code_f32: *(float *) at = slot.f32; break;
        case suture_code_f64: *(double *) at = slot.f64; break;
        default: *(int64_t *) at = slot.i64; break;
    }
}

static PyObject *member_get(PyObject *self, void *closure) {
    property *p = (property *) closure;
    char *object = (char *) owner_of(p, self);
    if (SUTURE_UNLIKELY(!object))
        return nullptr;
    void *at = object + p->offset;
    switch (p->code) {
        case suture_code_i32: return box_integer(p->interp, *(int32_t *) at);
        case suture_code_f64: return PyFloat_FromDouble(*(double *) at);
        case suture_code_ref:
        case suture_code_ptr: {
            // A member object, or what a member pointer points to, lives as long as its owner.
            type_record *record = type_record_for(p->type, p->module);
            if (p->code == suture_code_ptr)
                at = *(void **) at;
            if (!at)
                Py_RETURN_NONE;
            if (!record) {
                type_unbound_error(p->type);
                return nullptr;
            }
            suture_context context = {p->interp, self, nullptr, 0, 0};
            return instance_wrap(p->interp, record, at, p->policy, &context);
        }
        case suture_code_caster: {
            suture_context context = {p->interp, self, nullptr, 0, 0};
            return p->caster->store(at, p->policy, &context);
        }
        default: break;
    }
    if (p->code == suture_code_enum) {
        const suture_enumeration *e = p->type->enumeration;
        return enum_member(p->type, p->module, e ? enum_read(e, at) : 0);
    }
    suture_slot slot;
    if (p->code == suture_code_cstr)
        slot.ptr = *(void **) at;
    else if (p->code >= suture_code_args)
        return Py_NewRef(*(PyObject **) at ? *(PyObject **) at : Py_None);
    else
        read_scalar(p->code, at, &slot);
    return slot_store(p->code, &slot);
}

/// The value that an assignment takes, as texts describe it.
static argument written(const property *p) {
    argument a{};
    a.code = p->code;
    a.arg_flags = p->accepts_none ? suture_arg_none : 0;
    // Pointers take None without being asked to.
    if (p->accepts_none || !texts_ask(p->module, suture_text_asked_none))
        a.load_flags = p->load_flags & (uint32_t) suture_load_accepts_none;
    if (p->code == suture_code_caster)
        a.caster = p->caster;
    else
        a.type = p->type;
    return a;
}

SUTURE_COLD static int refuse_value(property *p, PyObject *value) {
    if (PyErr_Occurred())
        return -1;
    if (!value) {
        PyErr_Format(PyExc_AttributeError, "%s.%s: the attribute cannot be deleted", p->owner,
                     p->def.name);
        return -1;
    }
    function shape{};
    shape.interp = p->interp;
    reference expected(argument_type_text(&shape, written(p)));
    const char *text = expected ? PyUnicode_AsUTF8(expected) : nullptr;
    reference got(text ? value_text(value, text) : nullptr);
    if (!got)
        return -1;
    if (p->code >= suture_code_i8 && p->code <= suture_code_u64 && PyLong_CheckExact(value)) {
        long long low;
        unsigned long long high;
        integer_range(p->code, &low, &high);
        PyErr_Format(PyExc_TypeError, "%s.%s: expected an int in [%lld, %llu], got %U", p->owner,
                     p->def.name, low, high, got.object);
        return -1;
    }
    PyErr_Format(PyExc_TypeError, "%s.%s: expected %U, got %U", p->owner, p->def.name,
                 expected.object, got.object);
    return -1;
}

static int member_set(PyObject *self, PyObject *value, void *closure) {
    property *p = (property *) closure;
    char *object = (char *) owner_of(p, self);
    if (SUTURE_UNLIKELY(!object))
        return -1;
    if (SUTURE_UNLIKELY(!value))
        return refuse_value(p, value);
    char *at = object + p->offset;
    suture_slot slot;
    int64_t v;
    switch (p->code) {
        case suture_code_i32:
            if (SUTURE_LIKELY(int_compact(value, &v) && (int32_t) v == v)) {
                *(int32_t *) at = (int32_t) v;
                return 0;
            }
            break;
        case suture_code_f64:
            if (SUTURE_LIKELY(PyFloat_CheckExact(value))) {
                *(double *) at = PyFloat_AS_DOUBLE(value);
                return 0;
            }
            break;
        case suture_code_enum:
            if (!enum_value(p->type, value, p->load_flags, &slot.i64))
                return refuse_value(p, value);
            enum_write(p->type->enumeration, at, slot.i64);
            return 0;
        case suture_code_ref:
        case suture_code_ptr:
        case suture_code_caster: {
            suture_context context = {p->interp, self, nullptr, 0, 0};
            suture_slot slots[3];
            slots[1].ptr = at;
            alignas(16) char small[512];
            void *storage = small;
            if (p->code == suture_code_caster) {
                if (p->caster->size > sizeof(small) && !(storage = PyMem_Malloc(p->caster->size))) {
                    PyErr_NoMemory();
                    return -1;
                }
                slots[2].ptr = storage;
                if (!p->caster->load(storage, value, p->load_flags, &context)) {
                    if (storage != small)
                        PyMem_Free(storage);
                    context_clear(&context);
                    return refuse_value(p, value);
                }
            } else {
                type_record *record = type_record_for(p->type, p->module);
                if (!instance_load(p->interp, record, value, p->load_flags, &context,
                                   &slots[2].ptr) ||
                    (p->code == suture_code_ref && !slots[2].ptr)) {
                    context_clear(&context);
                    return refuse_value(p, value);
                }
                if (p->code == suture_code_ptr) {
                    *(void **) at = slots[2].ptr;
                    context_clear(&context);
                    // The owner must not outlive what it points to.
                    return slots[2].ptr ? instance_keep(p->interp, self, value, nullptr) : 0;
                }
            }
            int outcome = p->module->invoke(nullptr, slots, p->assign);
            if (p->code == suture_code_caster) {
                if (p->caster->destroy)
                    p->caster->destroy(storage);
                if (storage != small)
                    PyMem_Free(storage);
            }
            context_clear(&context);
            return outcome == suture_outcome_ok ? 0 : -1;
        }
        default: break;
    }
    if (!slot_load(p->code, value, p->load_flags, &slot))
        return refuse_value(p, value);
    if (p->code >= suture_code_args) {
        PyObject *old = *(PyObject **) at;
        *(PyObject **) at = Py_NewRef(slot.object);
        Py_XDECREF(old);
        return 0;
    }
    write_scalar(p->code, at, slot);
    // Text belongs to the str that it was taken from.
    return p->code == suture_code_cstr ? instance_keep(p->interp, self, value, nullptr) : 0;
}

static PyObject *property_get(PyObject *self, void *closure) {
    function *f = ((property *) closure)->get;
    if (SUTURE_UNLIKELY(!f)) {
        PyErr_Format(PyExc_AttributeError, "%s.%s: the attribute cannot be read",
                     ((property *) closure)->owner, ((property *) closure)->def.name);
        return nullptr;
    }
    return f->vectorcall((PyObject *) f, &self, 1, nullptr);
}

static int property_set(PyObject *self, PyObject *value, void *closure) {
    property *p = (property *) closure;
    if (SUTURE_UNLIKELY(!value))
        return refuse_value(p, nullptr);
    PyObject *args[2] = {self, value};
    PyObject *result = p->set->vectorcall((PyObject *) p->set, args, 2, nullptr);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

void property_forget(PyGetSetDef *def) {
    property *p = (property *) def->closure;
    if (p->set)
        def->set = nullptr; // as of a read-only attribute
    Py_CLEAR(p->get);
    Py_CLEAR(p->set);
}

/// The signatures of a data member: what it would have as a pair of functions.
static PyObject *member_signatures(const property *p) {
    function shape{};
    overload texts{}; // tells the module
    texts.module = p->module;
    shape.interp = p->interp;
    shape.first = &texts;
    reference get(getter_text(p));
    reference set(argument_type_text(&shape, written(p), true));
    reference getter(get ? PyUnicode_FromFormat("def %U", get.object) : nullptr);
    reference setter(
        set ? PyUnicode_FromFormat("def %s(self, arg: %U, /) -> None", p->def.name, set.object)
            : nullptr);
    if (!getter || !setter)
        return nullptr;
    if (p->def.set)
        return Py_BuildValue("(((OzO)),((OzO)))", getter.object, p->def.doc, Py_None, setter.object,
                             nullptr, Py_None);
    return Py_BuildValue("(((OzO)),O)", getter.object, p->def.doc, Py_None, Py_None);
}

PyObject *property_signatures(PyObject *, PyObject *descriptor) {
    PyGetSetDef *def = Py_IS_TYPE(descriptor, &PyGetSetDescr_Type)
                           ? ((PyGetSetDescrObject *) descriptor)->d_getset
                           : nullptr;
    if (def && def->get == member_get)
        return member_signatures((property *) def->closure);
    if (!def || def->get != property_get)
        Py_RETURN_NONE;
    property *p = (property *) def->closure;
    reference getter(p->get ? function_signatures(p->get) : Py_NewRef(Py_None));
    reference setter(p->set ? function_signatures(p->set) : Py_NewRef(Py_None));
    return getter && setter ? PyTuple_Pack(2, getter.object, setter.object) : nullptr;
}

static PyMethodDef property_method = {"__suture_property__", property_signatures, METH_O, nullptr};

/// Places the descriptor into the class. The property lives as long as the class.
static int place(PyObject *scope, property *p, PyObject *name) {
    reference descriptor(PyDescr_NewGetSet((PyTypeObject *) scope, &p->def));
    if (!p->record) { // bound classes inherit it
        reference method(PyCFunction_New(&property_method, nullptr));
        reference key(PyUnicode_InternFromString(property_method.ml_name));
        if (!method || !key || scope_set(scope, key, method, false) < 0)
            return -1;
    }
    return descriptor ? scope_set(scope, name, descriptor, false) : -1;
}

static property *property_new(interpreter *interp, PyObject *scope, const char *name,
                              const char *doc) {
    size_t size = strlen(name) + 1, doc_size = doc ? strlen(doc) + 1 : 0;
    property *p = (property *) PyMem_RawCalloc(1, sizeof(property) + size + doc_size);
    if (!p) {
        PyErr_NoMemory();
        return nullptr;
    }
    PyTypeObject *type = (PyTypeObject *) scope;
    p->record = type_is_bound(type) ? type_record_of(type) : nullptr;
    if (p->record && !p->record->getsets.push(&p->def)) {
        PyMem_RawFree(p);
        return nullptr;
    }
    memcpy(p + 1, name, size);
    p->interp = interp;
    p->owner = p->record ? p->record->qualname : type->tp_name;
    p->def.name = (const char *) (p + 1);
    if (doc)
        p->def.doc = (const char *) memcpy((char *) (p + 1) + size, doc, doc_size);
    p->def.closure = p;
    return p;
}

int type_member(const suture_module *module, PyObject *scope, const suture_signature *signature,
                const char *name, size_t offset, const char *format, const void *const *words) {
    interpreter *interp = interpreter_current();
    if (!PyType_Check(scope) || !type_is_bound((PyTypeObject *) scope)) {
        binding_error(scope, name, "a data member needs a bound class as its scope");
        return -1;
    }
    const char *doc = nullptr;
    const void *assign = nullptr;
    uint32_t flags = 0;
    bool read_only = false;
    int policy = suture_policy_reference_internal;
    for (const char *c = format; *c; ++c) {
        if (*c == 'd')
            doc = (const char *) *words++;
        else if (*c == 'w')
            assign = *words++; // writable: the assign thunk, NULL for scalars
        else if (*c == 'r')
            read_only = true;
        else if (*c == 'g')
            flags |= (uint32_t) (uintptr_t) *words++;
        else if (*c == 'A') { // how the value is taken; it has no name
            flags |= (uint32_t) (uintptr_t) words[1];
            words += 3;
        } else if (*c == 'a')
            ++words;
        else if (*c == 'P')
            policy = (int) (uintptr_t) *words++;
        else if (*c == 'p')
            policy = *++c - '0';
    }
    reference interned(PyUnicode_InternFromString(name));
    property *p = interned ? property_new(interp, scope, name, doc) : nullptr;
    if (!p)
        return -1;
    p->code = signature->codes[0];
    p->offset = offset;
    p->module = module;
    p->assign = (suture_thunk) assign;
    p->policy = (uint8_t) policy;
    p->accepts_none = flags & suture_arg_none;
    p->load_flags =
        module->load_flags | (flags & suture_arg_noconvert ? 0u : (uint32_t) suture_load_convert) |
        (p->accepts_none || p->code == suture_code_ptr ? (uint32_t) suture_load_accepts_none : 0u);
    p->def.get = member_get;
    p->def.set = read_only ? nullptr : member_set;
    if (signature->nrefs) {
        const void *ref = suture_signature_refs(signature)[0];
        if (p->code == suture_code_caster) {
            p->caster = (const suture_caster *) ref;
        } else {
            p->type = type_entry_of(interp, (suture_type_ref *) ref);
            if (!p->type)
                return -1;
        }
    } else if (p->code == suture_code_self_ref || p->code == suture_code_self_ptr) {
        p->type = p->record->entry;
        p->code = p->code == suture_code_self_ref ? suture_code_ref : suture_code_ptr;
    }
    return place(scope, p, interned);
}

int property_add(interpreter *interp, PyObject *scope, function *f, bool setter, bool is_static,
                 const char *doc) {
    if (is_static)
        return static_property_add(interp, scope, f, setter, doc);
    PyObject *existing = scope_get(scope, f->name);
    property *p = nullptr;
    if (existing && Py_IS_TYPE(existing, &PyGetSetDescr_Type))
        p = (property *) ((PyGetSetDescrObject *) existing)->d_getset->closure;
    bool fresh = !p || (!setter && p->get) || (setter && p->set);
    if (fresh) {
        p = property_new(interp, scope, PyUnicode_AsUTF8(f->name), doc);
        if (!p)
            return -1;
        p->def.get = property_get;
    }
    Py_INCREF(f); // REF: the property keeps it
    if (setter) {
        p->set = f;
        p->def.set = property_set;
        f->flags |= function_is_setter;
    } else {
        p->get = f;
        f->flags |= function_is_getter;
    }
    return fresh ? place(scope, p, f->name) : 0;
}

SUTURE_RUNTIME_END
