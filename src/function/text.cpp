// SPDX-License-Identifier: BSD-3-Clause
// Signatures as text.
#include "text.h"

#include "../enum/record.h"
#include "../type/instance.h"

SUTURE_RUNTIME_BEGIN

const char *code_text(int code) {
    if (code >= suture_code_i8 && code <= suture_code_u64)
        return "int";
    switch (code) {
        case suture_code_void:
        case suture_code_none:
        case suture_code_self_new: return "None";
        case suture_code_bool:
        case suture_code_bool_: return "bool";
        case suture_code_f32:
        case suture_code_f64:
        case suture_code_float: return "float";
        case suture_code_char:
        case suture_code_cstr:
        case suture_code_str: return "str";
        case suture_code_object: return "object";
        case suture_code_type: return "type";
        case suture_code_int: return "int";
        case suture_code_bytes: return "bytes";
        case suture_code_bytearray: return "bytearray";
        case suture_code_memoryview: return "memoryview";
        case suture_code_tuple: return "tuple";
        case suture_code_list: return "list";
        case suture_code_dict: return "dict";
        case suture_code_set: return "set";
        case suture_code_frozenset: return "frozenset";
        case suture_code_slice: return "slice";
        case suture_code_callable: return "collections.abc.Callable";
        case suture_code_iterable: return "collections.abc.Iterable";
        case suture_code_iterator: return "collections.abc.Iterator";
        case suture_code_sequence: return "collections.abc.Sequence";
        case suture_code_mapping: return "collections.abc.Mapping";
        case suture_code_module: return "types.ModuleType";
        case suture_code_capsule:
            return PY_VERSION_HEX < 0x030D0000 ? "typing_extensions.CapsuleType"
                                               : "types.CapsuleType";
        case suture_code_weakref: return "weakref.ReferenceType";
        case suture_code_ellipsis: return "types.EllipsisType";
        case suture_code_not_implemented: return "types.NotImplementedType";
        default: return "object";
    }
}

PyObject *entry_text(const type_entry *entry, bool source) {
    PyObject *type = nullptr;
    if (entry->record)
        type = (PyObject *) entry->record->type;
    else if (entry->locals)
        type = (PyObject *) entry->locals->type;
    else if (entry->enumeration)
        type = enum_class(entry->enumeration);
    if (!type) {
        PyErr_Clear(); // an enumeration whose class could not be made
        reference name(type_demangle(entry->name));
        return name && source ? PyUnicode_FromFormat("\"%U\"", name.object) : name.release();
    }
    reference module(PyObject_GetAttrString(type, "__module__"));
    reference qualname(module ? PyObject_GetAttrString(type, "__qualname__") : nullptr);
    return qualname ? PyUnicode_FromFormat("%U.%U", module.object, qualname.object) : nullptr;
}

PyObject *type_text(interpreter *interp, const char *text, suture_type_ref *const *types,
                    bool result, bool source) {
    reference out(PyUnicode_FromString(""));
    const char *start = text;
    // 0: outside '@in@out@'; 1: the argument's part; 2: the result's part
    int part = 0;
    for (const char *c = text; out; ++c) {
        if (*c && *c != '%' && *c != '@' && *c != '~')
            continue;
        bool shown = part == 0 || (part == 1) == !result;
        if (c != start && shown) {
            reference piece(PyUnicode_FromStringAndSize(start, c - start));
            if (!piece)
                return nullptr;
            out.reset(PyUnicode_Concat(out, piece));
        }
        start = c + 1;
        if (!*c)
            break;
        if (*c == '~') {
            result = !result; // what is between two of them travels the other way
        } else if (*c == '@') {
            part = part == 2 ? 0 : part + 1;
        } else {
            suture_type_ref *ref = *types++;
            if (shown) {
                type_entry *entry = type_entry_of(interp, ref);
                reference name(entry ? entry_text(entry, source) : nullptr);
                if (!name || !out)
                    return nullptr;
                out.reset(PyUnicode_Concat(out, name));
            }
        }
    }
    return out.release();
}

static PyObject *code_type_text(const function *f, int code, const type_entry *type,
                                const suture_caster *caster, bool result, bool source) {
    switch (code) {
        case suture_code_self_ref:
        case suture_code_self_ptr:
        case suture_code_self_value:
        case suture_code_ref:
        case suture_code_ptr:
        case suture_code_value:
        case suture_code_enum: return entry_text(type, source);
        case suture_code_caster:
            return type_text(f->interp, caster->name, caster->types, result, source);
        default: return PyUnicode_FromString(code_text(code));
    }
}

/// Whether the binding says of an argument that it takes None.
static bool asks_for_none(const argument &a) {
    return (a.arg_flags & suture_arg_none) || a.default_value == Py_None;
}

/// Whether an argument takes None where its type text does not say so of itself.
static bool takes_none(const argument &a) {
    if (a.code == suture_code_object)
        return false;
    if (a.code == suture_code_caster)
        return asks_for_none(a);
    return (a.load_flags & suture_load_accepts_none) != 0;
}

/// The type "None | T" without the first None; other texts stay.
static PyObject *without_none(PyObject *text) {
    const Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    reference first(PyUnicode_FromString("None | "));
    if (!first)
        return nullptr;
    return PyUnicode_Tailmatch(text, first, 0, n, -1) > 0 ? PyUnicode_Substring(text, 7, n)
                                                          : Py_NewRef(text);
}

/// The union of a type text's alternatives and None, which comes last, once.
static PyObject *with_none(PyObject *text) {
    const char *c = PyUnicode_AsUTF8(text), *start = c;
    reference others(PyUnicode_FromString(""));
    for (int depth = 0; c && others; ++c) {
        depth += (*c == '[') - (*c == ']');
        if (*c && (depth || strncmp(c, " | ", 3) != 0))
            continue;
        if (c - start != 4 || strncmp(start, "None", 4) != 0) {
            reference other(PyUnicode_DecodeUTF8(start, c - start, nullptr));
            if (!other)
                return nullptr;
            others.reset(PyUnicode_FromFormat("%U%U | ", others.object, other.object));
        }
        if (!*c)
            return others ? PyUnicode_FromFormat("%UNone", others.object) : nullptr;
        c += 2; // of the separator
        start = c + 1;
    }
    return nullptr;
}

PyObject *argument_type_text(const function *f, const argument &a, bool source) {
    reference text(code_type_text(f, a.code, a.type, a.caster, false, source));
    if (!text)
        return nullptr;
    const bool asked = f->first && texts_ask(f->first->module, suture_text_asked_none);
    bool none = asked && a.code >= suture_code_caster ? asks_for_none(a) : takes_none(a);
    if (asked && a.code == suture_code_caster && !strcmp(a.caster->name, "None"))
        none = true; // nothing but None asks for it by its type
    if (!none)
        return asked ? without_none(text) : text.release();
    if (!asked)
        return with_none(text);
    reference last(PyUnicode_FromString(" | None"));
    if (!last || PyUnicode_Tailmatch(text, last, 0, PyUnicode_GET_LENGTH(text.object), 1) > 0)
        return last ? text.release() : nullptr;
    text.reset(without_none(text));
    return text ? PyUnicode_Concat(text, last) : nullptr;
}

PyObject *result_type_text(const function *f, const overload *o, bool source) {
    if (o->nargs && o->arguments[0].code == suture_code_self_new)
        return PyUnicode_FromString("None");
    return code_type_text(f, o->result, o->result_type, o->result_caster, true, source);
}

PyObject *function_qualname(const function *f) {
    if (f->scope && PyType_Check(f->scope)) {
        reference owner(PyObject_GetAttrString(f->scope, "__qualname__"));
        return owner ? PyUnicode_FromFormat("%U.%U", owner.object, f->name) : nullptr;
    }
    return Py_NewRef(f->name);
}

PyObject *function_display_name(const function *f) { return function_qualname(f); }

PyObject *argument_display_name(const function *f, const overload *o, unsigned i) {
    const argument &a = o->arguments[i];
    if (a.name)
        return Py_NewRef(a.name);
    bool method = (f->flags & function_is_method) != 0;
    if (method && i == 0)
        return PyUnicode_FromString("self");
    if (a.code == suture_code_args)
        return PyUnicode_FromString("args");
    if (a.code == suture_code_kwargs)
        return PyUnicode_FromString("kwargs");
    unsigned position = method ? i - 1 : i;
    if (texts_ask(o->module, suture_text_sole_arg)) {
        if (o->nargs == (method ? 2u : 1u))
            return PyUnicode_FromString("arg");
    }
    return PyUnicode_FromFormat("arg%u", position);
}

static PyObject *default_text(const argument &a, PyObject *defaults) {
    if (defaults) {
        reference value(a.text ? PyUnicode_FromString(a.text) : Py_NewRef(a.default_value));
        if (!value || PyList_Append(defaults, value) < 0)
            return nullptr;
        return PyUnicode_FromFormat(a.text ? "\\=%zd" : "\\%zd", PyList_GET_SIZE(defaults) - 1);
    }
    if (a.text)
        return PyUnicode_FromString(a.text);
    return PyObject_Repr(a.default_value);
}

PyObject *overload_signature_text(const function *f, const overload *o) {
    if (o->extras && o->extras->signature) {
        const char *text = o->extras->signature;
        if (!strncmp(text, "def ", 4))
            text += 4;
        return PyUnicode_FromString(text);
    }
    return overload_bound_text(f, o);
}

/// Whether nothing is said about the arguments: neither by the binding, nor by a type that is None
/// or holds it, nor by a copy constructor about its own.
static bool is_bare(const overload *o) {
    if ((o->traits & overload_annotated) || (o->flags & suture_function_copy_init))
        return false;
    for (unsigned i = 0; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        if (a.code != suture_code_caster)
            continue;
        const size_t n = strlen(a.caster->name);
        if (!strcmp(a.caster->name, "None") ||
            (n > 7 && !strcmp(a.caster->name + n - 7, " | None")))
            return false;
    }
    return true;
}

PyObject *overload_bound_text(const function *f, const overload *o, PyObject *defaults) {
    reference parts(PyList_New(0));
    if (!parts)
        return nullptr;
    auto add = [&](PyObject *stolen) {
        reference part(stolen);
        return part && PyList_Append(parts, part) == 0;
    };
    bool star = false, slash = true;
    const bool method = (f->flags & function_is_method) != 0;
    if (texts_ask(o->module, suture_text_no_slash))
        for (unsigned i = method ? 1 : 0; i < o->npositional; ++i)
            slash = slash && !o->arguments[i].name;
    if (texts_ask(o->module, suture_text_bare_slash))
        slash = slash && is_bare(o);
    for (unsigned i = 0; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        if (i == o->npositional && a.code != suture_code_args && a.code != suture_code_kwargs &&
            !star) {
            if (!add(PyUnicode_FromString("*")))
                return nullptr;
            star = true;
        }
        reference name(argument_display_name(f, o, i));
        if (!name)
            return nullptr;
        if (a.code == suture_code_args) {
            star = true;
            if (!add(PyUnicode_FromFormat("*%U", name.object)))
                return nullptr;
        } else if (a.code == suture_code_kwargs) {
            if (!add(PyUnicode_FromFormat("**%U", name.object)))
                return nullptr;
        } else if (i == 0 && method) {
            if (!add(name.release()))
                return nullptr;
        } else {
            reference type(argument_type_text(f, a, defaults != nullptr));
            if (!type)
                return nullptr;
            reference text(PyUnicode_FromFormat("%U: %U", name.object, type.object));
            if (text && a.default_value) {
                reference value(default_text(a, defaults));
                if (!value)
                    return nullptr;
                text.reset(PyUnicode_FromFormat("%U = %U", text.object, value.object));
            }
            if (!add(text.release()))
                return nullptr;
        }
        // That self alone is positional goes without saying.
        if (i + 1 == o->npositional_only && !(method && i == 0) && slash &&
            !add(PyUnicode_FromString("/")))
            return nullptr;
    }
    reference comma(PyUnicode_FromString(", "));
    reference joined(comma ? PyUnicode_Join(comma, parts) : nullptr);
    reference result(joined ? result_type_text(f, o, defaults != nullptr) : nullptr);
    if (!result)
        return nullptr;
    if ((f->flags & (function_is_getter | function_is_setter)) &&
        texts_ask(o->module, suture_text_unnamed_accessors))
        return PyUnicode_FromFormat("(%U) -> %U", joined.object, result.object);
    return PyUnicode_FromFormat("%U(%U) -> %U", f->name, joined.object, result.object);
}

/// One entry of function_signatures().
static PyObject *overload_source(const function *f, const overload *o) {
    const char *given = o->extras ? o->extras->signature : nullptr;
    const char *deprecated = o->extras ? o->extras->deprecated : nullptr;
    reference defaults(PyList_New(0));
    reference text(!defaults ? nullptr
                   : given   ? PyUnicode_FromString(given)
                             : overload_bound_text(f, o, defaults));
    // An author's text may start with decorators.
    if (text && (!given || (given[0] != '@' && strncmp(given, "def ", 4) != 0)))
        text.reset(PyUnicode_FromFormat("def %U", text.object));
    if (text && deprecated) {
        reference why(PyUnicode_FromString(deprecated));
        text.reset(why ? PyUnicode_FromFormat("@typing_extensions.deprecated(%R)\n%U", why.object,
                                              text.object)
                       : nullptr);
    }
    if (!text)
        return nullptr;
    reference values(PyList_GET_SIZE(defaults.object) ? PyList_AsTuple(defaults)
                                                      : Py_NewRef(Py_None));
    return values ? Py_BuildValue("(OzO)", text.object, o->doc, values.object) : nullptr;
}

PyObject *function_signatures(const function *f) {
    reference all(PyTuple_New((Py_ssize_t) f->count));
    Py_ssize_t i = 0;
    for (const overload *o = f->first; o && all; o = o->next) {
        PyObject *entry = overload_source(f, o);
        if (!entry)
            return nullptr;
        PyTuple_SET_ITEM(all.object, i++, entry);
    }
    return all.release();
}

PyObject *function_text(PyObject *object, size_t index) {
    const function *f = (const function *) object;
    const overload *o = f->first;
    while (o && index--)
        o = o->next;
    return o ? overload_signature_text(f, o) : nullptr;
}

PyObject *function_doc(function *f) {
    if (const suture_texts *texts = f->first->module->texts)
        return texts->doc((PyObject *) f);
    reference out(PyUnicode_FromString(""));
    bool many = f->count > 1;
    if (many) {
        out.reset(PyUnicode_FromString("Overloaded function."));
    }
    int i = 0;
    for (const overload *o = f->first; o && out; o = o->next) {
        reference signature(overload_signature_text(f, o));
        if (!signature)
            return nullptr;
        const char *doc = o->doc ? o->doc : "";
        const char *gap = *doc ? "\n\n" : "";
        if (many)
            out.reset(PyUnicode_FromFormat("%U\n\n%d. ``%U``%s%s", out.object, ++i,
                                           signature.object, gap, doc));
        else
            out.reset(PyUnicode_FromFormat("%U%s%s", signature.object, gap, doc));
    }
    return out.release();
}

SUTURE_RUNTIME_END
