// SPDX-License-Identifier: BSD-3-Clause
// inspect.Signature and __annotations__ of bound functions, made when they are asked for.
#include "text.h"

SUTURE_RUNTIME_BEGIN

PyObject *annotation_namespace(const function *f) {
    reference space(PyDict_New());
    if (!space)
        return nullptr;
    PyObject *modules = PyImport_GetModuleDict(), *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(modules, &position, &key, &value)) {
        if (!PyUnicode_Check(key) ||
            PyUnicode_FindChar(key, '.', 0, PyUnicode_GetLength(key), 1) >= 0)
            continue;
        if (PyDict_SetItem(space, key, value) < 0)
            return nullptr;
    }
    PyObject *module = f ? f->scope : nullptr;
    if (module && PyType_Check(module)) {
        reference name(PyObject_GetAttrString(module, "__module__"));
        module = name ? PyDict_GetItemWithError(modules, name) : nullptr;
    }
    if (module && PyModule_Check(module) && PyDict_Update(space, PyModule_GetDict(module)) < 0)
        return nullptr;
    PyErr_Clear();
    if (PyDict_SetItemString(space, "__builtins__", PyEval_GetBuiltins()) < 0)
        return nullptr;
    return space.release();
}

/// The object that text means; the text itself where it does not resolve.
static PyObject *evaluate(PyObject *text, PyObject *space) {
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

/// The object that annotation text means, in quotes or not.
static PyObject *resolve(PyObject *text, PyObject *space) {
    reference value(evaluate(text, space));
    if (value && PyUnicode_CheckExact(value.object) && PyUnicode_Compare(value, text) != 0)
        return evaluate(value, space);
    return value.release();
}

/// Calls inspect.Signature with what is collected of a function.
struct signature_builder {
    const function *f;
    reference signature, parameter, space, list;

    explicit signature_builder(const function *f) : f(f) {}

    /// `author`: annotations are the author's text and may use the names of the module.
    bool start(bool author) {
        reference module(PyImport_ImportModule("inspect"));
        signature.reset(module ? PyObject_GetAttrString(module, "Signature") : nullptr);
        parameter.reset(signature ? PyObject_GetAttrString(module, "Parameter") : nullptr);
        space.reset(parameter ? annotation_namespace(author ? f : nullptr) : nullptr);
        list.reset(space ? PyList_New(0) : nullptr);
        return (bool) list;
    }

    /// `annotation` is text, or NULL; `value` the default, or NULL.
    bool add(PyObject *name, int kind, PyObject *annotation, PyObject *value) {
        static const char *const kinds[] = {"POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD",
                                            "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"};
        reference resolved(annotation ? resolve(annotation, space) : nullptr);
        reference kind_object(PyObject_GetAttrString(parameter, kinds[kind]));
        reference args(kind_object ? PyTuple_Pack(2, name, kind_object.object) : nullptr);
        reference kwargs(args ? PyDict_New() : nullptr);
        if (!kwargs || (annotation && !resolved) ||
            (value && PyDict_SetItemString(kwargs, "default", value) < 0) ||
            (resolved && PyDict_SetItemString(kwargs, "annotation", resolved) < 0))
            return false;
        reference made(PyObject_Call(parameter, args, kwargs));
        return made && PyList_Append(list, made) == 0;
    }

    bool add_text(const char *name, int kind) {
        reference text(PyUnicode_FromString(name));
        return text && add(text, kind, nullptr, nullptr);
    }

    /// `result`: annotation text, or NULL.
    PyObject *finish(PyObject *result) {
        reference args(PyTuple_Pack(1, list.object));
        reference kwargs(args ? PyDict_New() : nullptr);
        reference resolved(kwargs && result ? resolve(result, space) : nullptr);
        if (!kwargs || (result && !resolved) ||
            (resolved && PyDict_SetItemString(kwargs, "return_annotation", resolved) < 0))
            return nullptr;
        return PyObject_Call(signature, args, kwargs);
    }
};

/// From text given by the author. Defaults are the bound ones; where *args and **kwargs stand for
/// what the text says, they are those of the text.
static PyObject *from_parsed(const function *f, const overload *o, PyObject *parsed) {
    signature_builder builder(f);
    if (!builder.start(true))
        return nullptr;
    PyObject *parameters = PyTuple_GET_ITEM(parsed, 0), *result = PyTuple_GET_ITEM(parsed, 1);
    Py_ssize_t n = PyTuple_GET_SIZE(parameters);
    auto text = [](PyObject *s) { return s == Py_None ? nullptr : s; };
    for (Py_ssize_t i = 0; i < n; ++i) {
        PyObject *name, *annotation, *value_text;
        int kind;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(parameters, i), "OiOO", &name, &kind, &annotation,
                              &value_text))
            return nullptr;
        reference value;
        if (text(value_text)) {
            bool bound = n == o->nargs && o->arguments[i].default_value;
            value.reset(bound ? Py_NewRef(o->arguments[i].default_value)
                              : evaluate(value_text, builder.space));
            if (!value)
                return nullptr;
        }
        if (!builder.add(name, kind, text(annotation), value))
            return nullptr;
    }
    return builder.finish(text(result));
}

static PyObject *from_overload(const function *f, const overload *o) {
    if (o->extras && o->extras->signature) {
        const suture_signature_service *service = signature_service_of(f->interp);
        reference parsed(service ? service->parse(o->extras->signature) : nullptr);
        if (parsed)
            return from_parsed(f, o, parsed);
        PyErr_Clear(); // text that a dialect lets pass
    }
    signature_builder builder(f);
    if (!builder.start(false))
        return nullptr;
    const bool method = (f->flags & function_is_method) != 0;
    const unsigned self_only = method && o->npositional_only == 1;
    for (unsigned i = 0; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        reference name(argument_display_name(f, o, i)), annotation;
        if (name && !(i == 0 && method) && !is_variadic(a)) {
            annotation.reset(argument_type_text(f, a));
            if (!annotation)
                return nullptr;
        }
        // That self alone is positional goes without saying.
        int kind = i == 0 && self_only ? (int) suture_parameter_positional_or_keyword
                                       : argument_kind(o, i);
        if (!name || !builder.add(name, kind, annotation, a.default_value))
            return nullptr;
    }
    reference result(result_type_text(f, o));
    return result ? builder.finish(result) : nullptr;
}

/// What overloads that differ have in common.
static PyObject *any_arguments(const function *f) {
    signature_builder builder(f);
    if (!builder.start(false) || !builder.add_text("args", suture_parameter_var_positional) ||
        !builder.add_text("kwargs", suture_parameter_var_keyword))
        return nullptr;
    return builder.finish(nullptr);
}

PyObject *function_signature(function *f) {
    if (f->cache)
        if (PyObject *known = PyDict_GetItemString(f->cache, "signature"))
            return Py_NewRef(known);
    reference result(from_overload(f, f->first));
    for (const overload *o = f->first->next; o && result; o = o->next) {
        reference other(from_overload(f, o));
        if (!other)
            return nullptr;
        int same = PyObject_RichCompareBool(result, other, Py_EQ);
        if (same < 0)
            return nullptr;
        if (!same) {
            result.reset(any_arguments(f));
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
    reference empty(list ? PyObject_GetAttrString(signature, "empty") : nullptr);
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
