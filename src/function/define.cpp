// SPDX-License-Identifier: BSD-3-Clause
// Defining functions.
#include "define.h"

#include "../call/dispatch.h"
#include "../call/lock.h"
#include "../type/machinery.h"
#include "text.h"

SUTURE_RUNTIME_BEGIN

/// What the attribute words say, before it is checked against the signature.
struct attributes {
    uint32_t flags = 0;
    const char *name = nullptr, *doc = nullptr, *signature = nullptr, *deprecated = nullptr;
    PyObject *scope = nullptr;
    int policy = suture_policy_automatic;
    int keyword_only = -1, positional_only = -1; ///< as counts of named arguments before
    struct named {
        const char *name, *text;
        PyObject *value;
        uint32_t flags;
        bool has_value;
    };
    array<named> names;
    array<keep_alive_pair> keep_alive;
    const void *before = nullptr, *after = nullptr;
    const void *capture[3] = {nullptr, nullptr, nullptr};
    void (*free_capture)(void *) = nullptr;

    ~attributes() {
        for (named &n : names)
            Py_XDECREF(n.value);
        names.free();
    }

    bool read(const char *format, const void *const *words) {
        for (const char *c = format; *c; ++c) {
            switch (*c) {
                case 'F':
                    flags |= (uint32_t) (c[1] & 0x7f) | ((uint32_t) (c[2] & 0x7f) << 7);
                    c += 2;
                    break;
                case 'g': flags |= (uint32_t) (uintptr_t) *words++; break;
                case 'a':
                    if (!names.push({(const char *) *words++, nullptr, nullptr, 0, false}))
                        return false;
                    break;
                case 'A':
                case 'v': {
                    named n{(const char *) words[0], (const char *) words[2], nullptr,
                            (uint32_t) (uintptr_t) words[1], *c == 'v'};
                    words += 3;
                    if (*c == 'v')
                        n.value = (PyObject *) *words++; // REF: stolen
                    if (!names.push(n))
                        return false;
                    break;
                }
                case 'd': doc = (const char *) *words++; break;
                case 's': signature = (const char *) *words++; break;
                case 'D': deprecated = (const char *) *words++; break;
                case 'n': name = (const char *) *words++; break;
                case 'S': scope = (PyObject *) *words++; break;
                case 'k':
                    if (!keep_alive.push({(uint8_t) (c[1] - 1), (uint8_t) (c[2] - 1)}))
                        return false;
                    c += 2;
                    break;
                case 'p': policy = *++c - '0'; break;
                case 'P': policy = (int) (uintptr_t) *words++; break;
                case '*': keyword_only = (int) names.size; break;
                case '/': positional_only = (int) names.size; break;
                case 'q':
                    before = *words++;
                    after = *words++;
                    break;
                case 'c':
                    for (int i = 0, n = *++c - '0'; i < n; ++i)
                        capture[i] = *words++;
                    break;
                case 'C':
                    capture[0] = *words++;
                    free_capture = (void (*)(void *)) * words++;
                    break;
                default: internal_error("function_def", "unknown attribute"); return false;
            }
        }
        return true;
    }
};

/// Names, defaults and flags of the arguments. False with ImportError set.
static bool apply_names(overload *o, attributes &a, PyObject *scope, const char *name,
                        bool method) {
    unsigned first = method, last = o->nargs;
    unsigned variadic = 0;
    for (unsigned i = first; i < last; ++i)
        variadic +=
            o->arguments[i].code == suture_code_args || o->arguments[i].code == suture_code_kwargs;
    unsigned count = a.names.size;
    bool skip_variadic = variadic && count == last - first - variadic;
    if (count && count != last - first && !skip_variadic) {
        binding_error(scope, name,
                      count == 1 ? "%u argument name was given for %u arguments"
                                 : "%u argument names were given for %u arguments",
                      count, last - first);
        return false;
    }
    if (count)
        o->traits |= overload_annotated;
    unsigned k = 0;
    for (unsigned i = first; i < last && k < count; ++i) {
        argument &arg = o->arguments[i];
        bool rest = arg.code == suture_code_args || arg.code == suture_code_kwargs;
        if (rest && skip_variadic)
            continue;
        attributes::named &n = a.names.data[k++];
        if (n.has_value && !n.value) {
            // The conversion failed and left its error, which becomes the cause.
            binding_error(scope, name,
                          "the default of argument '%s' cannot be converted to a Python object",
                          n.name && *n.name ? n.name : "?");
            return false;
        }
        if (n.name && *n.name) {
            arg.name = PyUnicode_InternFromString(n.name);
            if (!arg.name)
                return false;
            o->traits |= overload_named;
        }
        arg.text = n.text;
        arg.arg_flags = (uint8_t) n.flags;
        if (n.flags & suture_arg_noconvert)
            arg.load_flags &= ~(uint32_t) suture_load_convert;
        if (n.flags & suture_arg_none) {
            arg.load_flags |= suture_load_accepts_none;
            arg.load_flags &= ~(uint32_t) suture_load_no_none;
        }
        if (n.flags & suture_arg_no_none)
            arg.load_flags =
                (arg.load_flags & ~(uint32_t) suture_load_accepts_none) | suture_load_no_none;
        if (n.value) {
            arg.default_value = n.value; // REF: moves
            n.value = nullptr;
            o->traits |= overload_defaults;
            if (arg.default_value == Py_None)
                arg.load_flags |= suture_load_accepts_none;
        }
    }
    // Where positional arguments end.
    o->npositional = o->nargs;
    for (unsigned i = 0; i < o->nargs; ++i) {
        if (o->arguments[i].code == suture_code_args ||
            o->arguments[i].code == suture_code_kwargs) {
            o->npositional = (uint8_t) i;
            break;
        }
    }
    if (a.keyword_only >= 0 && a.keyword_only + (int) first < o->npositional)
        o->npositional = (uint8_t) (a.keyword_only + (int) first);
    if (a.positional_only >= 0) {
        o->npositional_only = (uint8_t) (a.positional_only + (int) first);
    } else {
        unsigned i = 0;
        while (i < o->npositional && !o->arguments[i].name)
            ++i;
        o->npositional_only = (uint8_t) i;
    }
    if (o->npositional_only > o->npositional) {
        binding_error(scope, name, "pos_only() comes after the last positional argument");
        return false;
    }
    for (const keep_alive_pair &pair : a.keep_alive) {
        if (pair.nurse > o->nargs || pair.patient > o->nargs) {
            binding_error(scope, name, "keep_alive<%u, %u>: the function has %u argument%s",
                          pair.nurse, pair.patient, o->nargs, o->nargs == 1 ? "" : "s");
            return false;
        }
    }
    for (unsigned i = o->npositional; i < o->nargs; ++i) {
        const argument &arg = o->arguments[i];
        if (!arg.name && arg.code != suture_code_args && arg.code != suture_code_kwargs) {
            binding_error(scope, name, "argument %u is keyword-only but has no name", i + 1);
            return false;
        }
    }
    return true;
}

/// Which arguments the call locks; at least that there are not too many.
static bool apply_locks(overload *o, PyObject *scope, const char *name, bool method) {
    if (o->flags & suture_function_lock_self) {
        if (!method || !o->nargs) {
            binding_error(scope, name, "lock_self() needs a method");
            return false;
        }
        o->arguments[0].arg_flags |= suture_arg_lock;
    }
    unsigned locked = 0;
    for (unsigned i = 0; i < o->nargs; ++i)
        locked += (o->arguments[i].arg_flags & suture_arg_lock) != 0;
    if (locked > locked_max) {
        binding_error(scope, name, "%u arguments are to be locked, but a call can lock %u at most",
                      locked, locked_max);
        return false;
    }
#if defined(Py_GIL_DISABLED)
    o->traits |= locked ? (uint32_t) overload_lock : 0u;
#endif
    return true;
}

/// Arguments and result from the signature's codes.
static bool apply_signature(interpreter *interp, overload *o, const suture_module *module,
                            PyObject *scope, const char *name) {
    const suture_signature *s = o->signature;
    const void *const *refs = suture_signature_refs(s);
    type_entry *self_entry = nullptr;
    if (scope && PyType_Check(scope)) {
        PyTypeObject *type = (PyTypeObject *) scope;
        while (type && !bound_class((PyObject *) type))
            type = type->tp_base;
        self_entry = type ? type_record_of(type)->entry : nullptr;
    }
    size_t frame = 0;
    for (unsigned i = 0; i <= s->nargs; ++i) {
        uint8_t code = s->codes[i];
        type_entry *type = nullptr;
        const suture_caster *caster = nullptr;
        switch (code) {
            case suture_code_self_ref:
            case suture_code_self_ptr:
            case suture_code_self_new:
            case suture_code_self_value:
                type = self_entry;
                if (!type) {
                    binding_error(scope, name, "a method needs a bound class as its scope");
                    return false;
                }
                break;
            case suture_code_ref:
            case suture_code_ptr:
            case suture_code_value:
            case suture_code_enum:
                type = type_entry_of(interp, (suture_type_ref *) *refs++);
                if (!type)
                    return false;
                break;
            case suture_code_caster: caster = (const suture_caster *) *refs++; break;
            default: break;
        }
        if (i == 0) {
            o->result = code;
            if (caster)
                o->result_caster = caster;
            else
                o->result_type = type;
            if (caster)
                frame += align_up(caster->value_size, 16);
            continue;
        }
        argument &a = o->arguments[i - 1];
        a.code = code;
        a.load_flags = suture_load_convert | module->load_flags;
        if (caster) {
            a.caster = caster;
            a.frame = (uint16_t) (frame / 16);
            frame += align_up(caster->size, 16);
            if (frame / 16 > UINT16_MAX || caster->align > 16) {
                binding_error(scope, name, "argument %u needs too much storage", i);
                return false;
            }
            o->traits |= overload_frame | (caster->destroy ? overload_destroy : 0u);
        } else {
            a.type = type;
        }
        if (code == suture_code_args)
            o->traits |= overload_args | overload_vararg;
        if (code == suture_code_kwargs)
            o->traits |= overload_kwargs | overload_vararg;
    }
    if (o->result == suture_code_caster)
        o->traits |= overload_frame;
    o->frame_size = (uint32_t) frame;
    return true;
}

/// What `automatic` means for the result: a reference is copied, a pointer owned or referenced.
static uint8_t resolve_policy(uint8_t code, uint8_t policy) {
    bool automatic = policy == suture_policy_automatic;
    if (!automatic && policy != suture_policy_automatic_reference)
        return policy;
    if (code == suture_code_self_ref || code == suture_code_ref)
        return suture_policy_copy;
    if (code == suture_code_self_ptr || code == suture_code_ptr)
        return automatic ? suture_policy_take_ownership : suture_policy_reference_raw;
    return policy;
}

static bool apply_extras(overload *o, attributes &a) {
    if (!a.signature && !a.deprecated && !a.keep_alive.size && !a.before && !a.after &&
        !a.free_capture)
        return true;
    overload_extras *extras = (overload_extras *) PyMem_RawCalloc(1, sizeof(overload_extras));
    if (!extras) {
        PyErr_NoMemory();
        return false;
    }
    *extras = {a.signature,
               a.deprecated,
               a.keep_alive,
               (call_policy_before) a.before,
               (call_policy_after) a.after,
               a.free_capture};
    o->extras = extras;
    if (a.deprecated || a.keep_alive.size || a.before || a.after)
        o->traits |= overload_post;
    return true;
}

/// Constructors usable for implicit conversion tell their class.
static bool apply_implicit(type_record *record, const overload *o, PyObject *scope,
                           const char *name) {
    if (o->nargs < 2) {
        binding_error(scope, name, "an implicit constructor takes one argument");
        return false;
    }
    const argument &a = o->arguments[1];
    type_implicit_source from{nullptr, nullptr, 0};
    switch (a.code) {
        case suture_code_ref:
        case suture_code_ptr:
        case suture_code_enum: from.source = a.type; break;
        case suture_code_caster: from.caster = a.caster; break;
        default: from.scalar = a.code; break;
    }
    return record->implicit.push(from);
}

/// A new function that takes over the overloads of one that somebody holds: in a dialect, adding an
/// overload makes another object. The old one goes on with the same overloads.
static function *inherit_chain(function *old) {
    function *f = PyObject_GC_New(function, Py_TYPE((PyObject *) old));
    if (!f)
        return nullptr;
    memcpy((char *) f + sizeof(PyObject), (char *) old + sizeof(PyObject),
           sizeof(function) - sizeof(PyObject));
    f->weakrefs = nullptr;
    Py_INCREF(f->name);
    Py_XINCREF(f->scope);
    Py_XINCREF(f->module_name);
    old->heir = f; // REF: keeps the overloads that `old` still uses
    Py_INCREF((PyObject *) f);
    PyObject_GC_Track((PyObject *) f);
    return f;
}

/// The chain that the new overload joins, a new reference; or a new function.
static function *find_chain(interpreter *interp, const suture_module *module, PyObject *scope,
                            PyObject *name, uint32_t kind, bool method, bool free_standing) {
    if (scope && !free_standing) {
        PyObject *existing = scope_get(scope, name);
        if (existing && function_check(existing) && ((function *) existing)->scope == scope) {
            function *f = (function *) existing;
            if ((f->flags & (function_is_method | function_is_static)) !=
                (kind & (function_is_method | function_is_static))) {
                binding_error(scope, PyUnicode_AsUTF8(name),
                              "static and instance overloads cannot share a name");
                return nullptr;
            }
            if ((module->flags & suture_module_fresh_functions) && PyModule_Check(scope) &&
                Py_REFCNT(existing) > 1)
                return inherit_chain(f);
            Py_INCREF(existing);
            return f;
        }
    }
    PyTypeObject *type = function_type_of(interp, module, method);
    function *f = type ? PyObject_GC_New(function, type) : nullptr;
    if (!f)
        return nullptr;
    memset((char *) f + sizeof(PyObject), 0, sizeof(function) - sizeof(PyObject));
    f->interp = interp;
    f->name = Py_NewRef(name);
    f->scope = Py_XNewRef(scope);
    f->flags = kind;
    PyObject_GC_Track((PyObject *) f);
    return f;
}

/// One block of memory for an overload and its arguments.
static overload *overload_new(const suture_signature *signature, attributes &a) {
    // The author's texts may be temporaries: they are copied behind the arguments.
    const char **texts[4] = {&a.doc, &a.signature, &a.deprecated, nullptr};
    size_t size = sizeof(overload) + signature->nargs * sizeof(argument), total = size;
    for (const char ***text = texts; *text; ++text)
        total += **text ? strlen(**text) + 1 : 0;
    for (const attributes::named &n : a.names)
        total += n.text ? strlen(n.text) + 1 : 0;
    overload *o = (overload *) PyMem_RawCalloc(1, total);
    if (!o) {
        PyErr_NoMemory();
        return nullptr;
    }
    char *end = (char *) o + size;
    auto copy = [&end](const char *&text) {
        if (!text)
            return;
        size_t n = strlen(text) + 1;
        memcpy(end, text, n);
        text = end;
        end += n;
    };
    for (const char ***text = texts; *text; ++text)
        copy(**text);
    for (attributes::named &n : a.names)
        copy(n.text);
    o->signature = signature;
    o->nargs = signature->nargs;
    o->arguments = (argument *) (o + 1);
    return o;
}

void overload_free(overload *o) {
    if (!o)
        return;
    for (unsigned i = 0; i < o->nargs; ++i) {
        Py_XDECREF(o->arguments[i].name);
        Py_XDECREF(o->arguments[i].default_value);
    }
    if (o->extras) {
        if (o->extras->free_capture)
            o->extras->free_capture(o->capture[0]);
        o->extras->keep_alive.free();
        PyMem_RawFree(o->extras);
    }
    PyMem_RawFree(o);
}

/// Method names beginning and ending in two underscores may have a slot in the class.
static bool is_special(const char *name) {
    size_t n = strlen(name);
    return n > 4 && name[0] == '_' && name[1] == '_' && name[n - 1] == '_' && name[n - 2] == '_';
}

static int add_to_scope(interpreter *interp, PyObject *scope, function *f, const char *name,
                        const attributes &a) {
    type_record *record = bound_class(scope);
    if (a.flags & (suture_function_getter | suture_function_setter))
        return classes()->property_add(interp, scope, f, a.flags & suture_function_setter,
                                       a.flags & suture_function_static, a.doc);
    if (!record)
        return scope_set(scope, f->name, (PyObject *) f, is_special(name));
    if (f->flags & function_is_init) {
        Py_INCREF(f); // the class's dictionary may lose it
        Py_XDECREF(record->init);
        record->init = f;
        record->type->tp_init =
            classes()->type_tp_init; // the author's own slot stood for a missing one
        return scope_set(scope, f->name, (PyObject *) f, false);
    }
    if (!is_special(name))
        return scope_set(scope, f->name, (PyObject *) f, false);
    int placed = classes()->operator_add(record, name, f);
    if (placed < 0 || scope_set(scope, f->name, (PyObject *) f, !placed) < 0)
        return -1;
    if (!strcmp(name, "__eq__") && !(record->module->flags & suture_module_keeps_hash)) {
        // As for a Python class: equality without a hash makes instances unhashable.
        reference hash(PyUnicode_InternFromString("__hash__"));
        if (hash && !scope_get(scope, hash))
            return scope_set(scope, hash, Py_None, true);
    }
    return 0;
}

PyObject *function_def(const suture_module *module, PyObject *scope,
                       const suture_signature *signature, const char *name, suture_thunk thunk,
                       const char *format, const void *const *words) {
    if (scope && PyCapsule_CheckExact(scope)) {
        auto *other = (suture_function_scope *) PyCapsule_GetPointer(scope, SUTURE_FUNCTION_SCOPE);
        if (!other || other->define(other, module, signature, name, thunk, format, words) < 0)
            return nullptr;
        return Py_None;
    }
    interpreter *interp = interpreter_current();
    attributes a;
    if (!a.read(format, words))
        return nullptr;
    if (a.name)
        name = a.name;
    if (a.scope)
        scope = a.scope;
    bool in_class = scope && PyType_Check(scope);
    // Constructors, and functions that construct in the storage they are given.
    bool places = in_class && (!strcmp(name, "__init__") || !strcmp(name, "__setstate__")) &&
                  signature->nargs &&
                  (signature->codes[1] == suture_code_self_ptr ||
                   signature->codes[1] == suture_code_self_ref);
    bool init = in_class && !strcmp(name, "__init__");
    bool method =
        (in_class || (a.flags & suture_function_method)) && !(a.flags & suture_function_static);
    uint32_t kind = (method ? function_is_method : 0u) | (init ? function_is_init : 0u) |
                    (a.flags & suture_function_static ? function_is_static : 0u) |
                    (a.flags & suture_function_operator ? function_is_operator : 0u);

    overload *o = overload_new(signature, a);
    if (!o)
        return nullptr;
    o->thunk = thunk;
    o->module = module;
    o->invoke = module->invoke;
    o->policy = (uint8_t) a.policy;
    if (a.policy == suture_policy_reference && (module->flags & suture_module_raw_reference))
        o->policy = suture_policy_reference_raw;
    o->flags = (uint16_t) a.flags;
    o->doc = a.doc;
    memcpy(o->capture, a.capture, sizeof(o->capture));
    if (!apply_extras(o, a) || !apply_signature(interp, o, module, scope, name) ||
        !apply_names(o, a, scope, name, method) || !apply_locks(o, scope, name, method)) {
        overload_free(o);
        return nullptr;
    }
    o->policy = resolve_policy(o->result, o->policy);
    if (places)
        o->arguments[0].code = suture_code_self_new;
    if ((a.flags & suture_function_new) && in_class) {
        type_record *record = type_record_of((PyTypeObject *) scope);
        record->spare = 64;
        classes()->record_plan(record);
    }
    if (in_class && (a.flags & suture_function_implicit) &&
        !apply_implicit(type_record_of((PyTypeObject *) scope), o, scope, name)) {
        overload_free(o);
        return nullptr;
    }
    if (a.flags & suture_function_copy_init)
        for (unsigned i = 1; i < o->nargs; ++i)
            o->arguments[i].load_flags |= suture_load_construct;
    // self is never converted, and never None.
    if (method && o->nargs)
        o->arguments[0].load_flags = module->load_flags;

    reference interned(PyUnicode_InternFromString(name));
    bool loose =
        (a.flags & (suture_function_free | suture_function_getter | suture_function_setter)) != 0;
    function *f =
        interned ? find_chain(interp, module, scope, interned, kind, method, loose) : nullptr;
    if (!f) {
        overload_free(o);
        return nullptr;
    }
    // One that took over a chain has to be placed, too.
    const bool fresh = !f->first || ((module->flags & suture_module_fresh_functions) && scope &&
                                     !loose && scope_get(scope, interned) != (PyObject *) f);
    f->flags |= kind;
    if (a.signature && signature_check(f, o, a.signature) < 0) {
        overload_free(o);
        Py_DECREF(f);
        return nullptr;
    }
    if (a.flags & suture_function_prepend) {
        o->next = f->first;
        f->first = o;
    } else {
        overload **end = &f->first;
        while (*end)
            end = &(*end)->next;
        *end = o;
    }
    f->count++;
    f->max_nargs = o->nargs > f->max_nargs ? o->nargs : f->max_nargs;
    function_choose(f);
    if (fresh && scope && !(a.flags & suture_function_free) &&
        add_to_scope(interp, scope, f, name, a) < 0) {
        Py_DECREF(f);
        return nullptr;
    }
    if (a.flags & suture_function_free)
        return (PyObject *) f; // REF: the caller's
    PyObject *result = (PyObject *) f;
    Py_DECREF(f); // the scope holds it
    return result;
}

SUTURE_RUNTIME_END
