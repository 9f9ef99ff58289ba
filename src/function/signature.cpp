// SPDX-License-Identifier: BSD-3-Clause
// inspect.Signature and __annotations__ of bound functions, made when they are asked for.
#include "text.h"

SUTURE_RUNTIME_BEGIN

/// Names that an annotation may use: builtins and the modules that are loaded already.
static PyObject *annotation_namespace() {
    reference space(PyDict_New());
    if (!space)
        return nullptr;
    PyObject *modules = PyImport_GetModuleDict();
    Py_ssize_t position = 0;
    PyObject *key, *value;
    while (PyDict_Next(modules, &position, &key, &value)) {
        if (!PyUnicode_Check(key) || PyUnicode_FindChar(key, '.', 0, PyUnicode_GetLength(key), 1) >= 0)
            continue;
        if (PyDict_SetItem(space, key, value) < 0)
            return nullptr;
    }
    if (PyDict_SetItemString(space, "__builtins__", PyEval_GetBuiltins()) < 0)
        return nullptr;
    return space.release();
}

/// The object that annotation text means; the text itself where it does not resolve.
static PyObject *resolve(PyObject *text, PyObject *space) {
    if (PyUnicode_CompareWithASCIIString(text, "None") == 0)
        Py_RETURN_NONE;
    const char *source = PyUnicode_AsUTF8(text);
    if (!source)
        return nullptr;
    PyObject *value = PyRun_String(source, Py_eval_input, space, space);
    if (value)
        return value;
    PyErr_Clear();
    return Py_NewRef(text);
}

/// What building signatures needs of inspect.
struct inspect_names {
    reference module, signature, parameter, empty, space;
    bool load() {
        module.reset(PyImport_ImportModule("inspect"));
        signature.reset(module ? PyObject_GetAttrString(module, "Signature") : nullptr);
        parameter.reset(signature ? PyObject_GetAttrString(module, "Parameter") : nullptr);
        empty.reset(parameter ? PyObject_GetAttrString(parameter, "empty") : nullptr);
        space.reset(empty ? annotation_namespace() : nullptr);
        return (bool) space;
    }
    PyObject *make(PyObject *name, const char *kind, PyObject *value, PyObject *annotation) {
        reference k(PyObject_GetAttrString(parameter, kind));
        reference args(k ? PyTuple_Pack(2, name, k.object) : nullptr);
        reference kwargs(args ? PyDict_New() : nullptr);
        if (!kwargs || (value && PyDict_SetItemString(kwargs, "default", value) < 0) ||
            (annotation && PyDict_SetItemString(kwargs, "annotation", annotation) < 0))
            return nullptr;
        return PyObject_Call(parameter, args, kwargs);
    }
};

/// Signature of text given by the author: Python reads it.
static PyObject *from_text(inspect_names &names, const overload *o) {
    const char *text = o->extras->signature;
    const char *open = strchr(text, '(');
    if (!open)
        return nullptr;
    reference source(PyUnicode_FromFormat("from __future__ import annotations\ndef _suture%s: ...",
                                          open));
    const char *code = source ? PyUnicode_AsUTF8(source) : nullptr;
    if (!code)
        return nullptr;
    reference space(PyDict_Copy(names.space));
    if (!space)
        return nullptr;
    reference ran(PyRun_String(code, Py_file_input, space, space));
    if (!ran)
        return nullptr;
    PyObject *function = PyDict_GetItemString(space, "_suture");
    reference of(PyObject_GetAttrString(names.module, "signature"));
    reference plain(function && of ? PyObject_CallFunctionObjArgs(of, function, NULL) : nullptr);
    if (!plain)
        return nullptr;
    // Annotations are strings now: resolve each where that is possible.
    reference parameters(PyObject_GetAttrString(plain, "parameters"));
    reference values(parameters ? PyObject_CallMethod(parameters, "values", nullptr) : nullptr);
    reference list(values ? PySequence_List(values) : nullptr);
    if (!list)
        return nullptr;
    auto resolved = [&](PyObject *owner, const char *attribute) -> PyObject * {
        reference annotation(PyObject_GetAttrString(owner, attribute));
        if (!annotation || !PyUnicode_Check(annotation.object))
            return annotation.release();
        return resolve(annotation, names.space);
    };
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.object); ++i) {
        PyObject *parameter = PyList_GET_ITEM(list.object, i);
        reference annotation(resolved(parameter, "annotation"));
        reference replace(annotation ? PyObject_GetAttrString(parameter, "replace") : nullptr);
        reference kwargs(replace ? Py_BuildValue("{sO}", "annotation", annotation.object) : nullptr);
        reference none(kwargs ? PyTuple_New(0) : nullptr);
        PyObject *changed = none ? PyObject_Call(replace, none, kwargs) : nullptr;
        if (!changed || PyList_SetItem(list, i, changed) < 0)
            return nullptr;
    }
    reference result(resolved(plain, "return_annotation"));
    reference kwargs(result ? Py_BuildValue("{sO}", "return_annotation", result.object) : nullptr);
    reference args(kwargs ? PyTuple_Pack(1, list.object) : nullptr);
    return args ? PyObject_Call(names.signature, args, kwargs) : nullptr;
}

static PyObject *from_overload(inspect_names &names, const function *f, const overload *o) {
    if (o->extras && o->extras->signature)
        return from_text(names, o);
    reference list(PyList_New(0));
    if (!list)
        return nullptr;
    bool keyword_only = false;
    for (unsigned i = 0; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        const char *kind = "POSITIONAL_OR_KEYWORD";
        if (a.code == suture_code_args)
            kind = "VAR_POSITIONAL";
        else if (a.code == suture_code_kwargs)
            kind = "VAR_KEYWORD";
        else if (i >= o->npositional)
            kind = "KEYWORD_ONLY";
        else if (i < o->npositional_only &&
                 !(f->flags & function_is_method && i == 0 && o->npositional_only == 1))
            kind = "POSITIONAL_ONLY";
        (void) keyword_only;
        reference name(argument_display_name(f, o, i));
        reference annotation;
        bool is_self = i == 0 && (f->flags & function_is_method);
        if (name && !is_self && a.code != suture_code_args && a.code != suture_code_kwargs) {
            reference text(argument_type_text(f, a));
            annotation.reset(text ? resolve(text, names.space) : nullptr);
            if (!annotation)
                return nullptr;
        }
        reference parameter(name ? names.make(name, kind, a.default_value, annotation) : nullptr);
        if (!parameter || PyList_Append(list, parameter) < 0)
            return nullptr;
    }
    reference text(result_type_text(f, o));
    reference result(text ? resolve(text, names.space) : nullptr);
    reference kwargs(result ? Py_BuildValue("{sO}", "return_annotation", result.object) : nullptr);
    reference args(kwargs ? PyTuple_Pack(1, list.object) : nullptr);
    return args ? PyObject_Call(names.signature, args, kwargs) : nullptr;
}

static PyObject *any_arguments(inspect_names &names) {
    reference args(PyUnicode_FromString("args")), kwargs(PyUnicode_FromString("kwargs"));
    reference a(names.make(args, "VAR_POSITIONAL", nullptr, nullptr));
    reference k(a ? names.make(kwargs, "VAR_KEYWORD", nullptr, nullptr) : nullptr);
    reference list(k ? Py_BuildValue("([OO])", a.object, k.object) : nullptr);
    return list ? PyObject_CallObject(names.signature, list) : nullptr;
}

PyObject *function_signature(function *f) {
    if (f->cache)
        if (PyObject *known = PyDict_GetItemString(f->cache, "signature"))
            return Py_NewRef(known);
    inspect_names names;
    if (!names.load())
        return nullptr;
    reference result(from_overload(names, f, f->first));
    for (const overload *o = f->first->next; o && result; o = o->next) {
        reference other(from_overload(names, f, o));
        if (!other)
            return nullptr;
        int same = PyObject_RichCompareBool(result, other, Py_EQ);
        if (same < 0)
            return nullptr;
        if (!same) {
            result.reset(any_arguments(names));
            break;
        }
    }
    if (!result)
        return nullptr;
    if (!f->cache)
        f->cache = PyDict_New();
    if (!f->cache || PyDict_SetItemString(f->cache, "signature", result) < 0)
        return nullptr;
    return result.release();
}

PyObject *function_annotations(function *f) {
    reference signature(function_signature(f));
    reference result(signature ? PyDict_New() : nullptr);
    reference parameters(result ? PyObject_GetAttrString(signature, "parameters") : nullptr);
    reference values(parameters ? PyObject_CallMethod(parameters, "values", nullptr) : nullptr);
    reference list(values ? PySequence_List(values) : nullptr);
    if (!list)
        return nullptr;
    reference empty(PyObject_GetAttrString(signature, "empty"));
    if (!empty)
        return nullptr;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.object); ++i) {
        PyObject *parameter = PyList_GET_ITEM(list.object, i);
        reference annotation(PyObject_GetAttrString(parameter, "annotation"));
        reference name(annotation ? PyObject_GetAttrString(parameter, "name") : nullptr);
        if (!name || (annotation.object != empty.object &&
                      PyDict_SetItem(result, name, annotation) < 0))
            return nullptr;
    }
    reference returned(PyObject_GetAttrString(signature, "return_annotation"));
    if (!returned || (returned.object != empty.object &&
                      PyDict_SetItemString(result, "return", returned) < 0))
        return nullptr;
    return result.release();
}

SUTURE_RUNTIME_END
