// SPDX-License-Identifier: BSD-3-Clause
// inspect.Signature and __annotations__ of bound functions, made when they are asked for. What is
// about Python's objects is written in Python: it is short there, and a third of the size.
#include "text.h"

SUTURE_RUNTIME_BEGIN

static const char source[] = R"(
import sys
from inspect import Parameter, Signature

KINDS = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL,
         Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD)

def space(module):
    "Names that text may use: builtins and loaded modules; the author's, those of its module too."
    names = {name: value for name, value in list(sys.modules.items()) if "." not in name}
    if module:
        names.update(vars(module))
    return names

def evaluate(text, names):
    "The object that text means; the text itself where it does not resolve."
    try:
        return eval(text, names)
    except Exception:
        return text

def resolve(text, names):
    "An annotation, in quotes or not."
    value = evaluate(text, names)
    return evaluate(value, names) if isinstance(value, str) and value != text else value

def one(bound, text, module):
    "One overload. Rows are name, kind, annotation or None, and the default if there is one."
    names = space(module)
    rows, result = text or bound
    parameters = []
    for i, (name, kind, annotation, *default) in enumerate(rows):
        if text and default:
            # The bound object, unless *args and **kwargs stand for what the text says.
            same = len(rows) == len(bound[0])
            default = (bound[0][i][3:] if same else ()) or [evaluate(default[0], names)]
        parameter = Parameter(name, KINDS[kind])
        if annotation is not None:
            parameter = parameter.replace(annotation=resolve(annotation, names))
        parameters.append(parameter.replace(default=default[0]) if default else parameter)
    if result is None:
        return Signature(parameters)
    return Signature(parameters, return_annotation=resolve(result, names))

def signature(overloads):
    first, *rest = [one(*overload) for overload in overloads]
    if all(other == first for other in rest):
        return first
    return Signature([Parameter("args", KINDS[2]), Parameter("kwargs", KINDS[4])])

def annotations(signature):
    found = {name: p.annotation for name, p in signature.parameters.items()}
    found["return"] = signature.return_annotation
    return {name: value for name, value in found.items() if value is not Signature.empty}
)";

/// Calls a function of the source with one argument, which is stolen; NULL with an error.
static PyObject *call(interpreter *interp, const char *name, PyObject *stolen) {
    static const char key[] = "suture.signatures";
    reference argument(stolen);
    PyObject *space = argument ? PyDict_GetItemString(interp->services, key) : nullptr;
    if (argument && !space) {
        reference made(Py_BuildValue("{sO}", "__builtins__", PyEval_GetBuiltins()));
        reference ran(made ? PyRun_String(source, Py_file_input, made, made) : nullptr);
        if (!ran || PyDict_SetItemString(interp->services, key, made) < 0)
            return nullptr;
        space = made; // REF: the services hold it
    }
    PyObject *f = space ? PyDict_GetItemString(space, name) : nullptr;
    return f ? PyObject_CallFunctionObjArgs(f, argument.object, NULL) : nullptr;
}

/// Module that a function belongs to, borrowed; None if there is none.
static PyObject *module_of(const function *f) {
    PyObject *scope = f->scope;
    if (scope && PyType_Check(scope)) {
        reference name(PyObject_GetAttrString(scope, "__module__"));
        scope = name ? PyDict_GetItemWithError(PyImport_GetModuleDict(), name) : nullptr;
        PyErr_Clear();
    }
    return scope && PyModule_Check(scope) ? scope : Py_None;
}

PyObject *annotation_namespace(const function *f) {
    return call(f->interp, "space", Py_NewRef(module_of(f)));
}

/// What is bound: ([(name, kind, annotation or None[, default]), ...], result).
static PyObject *bound_rows(const function *f, const overload *o) {
    const bool method = (f->flags & function_is_method) != 0;
    reference rows(PyList_New(0));
    for (unsigned i = 0; rows && i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        const bool self = method && i == 0;
        // That self alone is positional goes without saying.
        int kind = self && o->npositional_only == 1 ? (int) suture_parameter_positional_or_keyword
                                                    : argument_kind(o, i);
        reference name(argument_display_name(f, o, i));
        if (!name)
            return nullptr;
        reference annotation(self || is_variadic(a) ? Py_NewRef(Py_None)
                                                    : argument_type_text(f, a));
        if (!annotation)
            return nullptr;
        reference row(Py_BuildValue(a.default_value ? "(OiOO)" : "(OiO)", name.object, kind,
                                    annotation.object, a.default_value));
        if (!row || PyList_Append(rows, row) < 0)
            return nullptr;
    }
    reference result(rows ? result_type_text(f, o) : nullptr);
    return result ? PyTuple_Pack(2, rows.object, result.object) : nullptr;
}

PyObject *function_signature(function *f) {
    reference overloads(PyList_New(0));
    for (const overload *o = f->first; o && overloads; o = o->next) {
        reference bound(bound_rows(f, o)), text(Py_NewRef(Py_None));
        if (!bound)
            return nullptr;
        const suture_signature_service *service =
            o->extras && o->extras->signature ? signature_service_of(f->interp) : nullptr;
        if (service)
            text.reset(service->parse(o->extras->signature));
        if (!text) {
            PyErr_Clear(); // text that a dialect lets pass
            text.reset(Py_NewRef(Py_None));
        }
        PyObject *module = text.object == Py_None ? Py_None : module_of(f);
        reference item(PyTuple_Pack(3, bound.object, text.object, module));
        if (!item || PyList_Append(overloads, item) < 0)
            return nullptr;
    }
    return call(f->interp, "signature", overloads.release());
}

PyObject *function_annotations(function *f) {
    return call(f->interp, "annotations", function_signature(f));
}

SUTURE_RUNTIME_END
