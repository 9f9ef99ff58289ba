// SPDX-License-Identifier: BSD-3-Clause
// Signatures given as text, at registration: the service reads them, this applies what they say.
#include "define.h"
#include "text.h"

SUTURE_RUNTIME_BEGIN

int argument_kind(const overload *o, unsigned i) {
    if (o->arguments[i].code == suture_code_args)
        return suture_parameter_var_positional;
    if (o->arguments[i].code == suture_code_kwargs)
        return suture_parameter_var_keyword;
    if (i >= o->npositional)
        return suture_parameter_keyword_only;
    return i < o->npositional_only ? suture_parameter_positional_only
                                   : suture_parameter_positional_or_keyword;
}

/// Names and kinds of the text become those of the arguments.
static int take_names(overload *o, const suture_parameter *parameters, unsigned first) {
    unsigned npositional = o->nargs, npositional_only = first;
    for (unsigned i = first; i < o->nargs; ++i) {
        const suture_parameter &p = parameters[i];
        if (!p.text_name)
            return 0; // the text was not held against the arguments
        PyObject *name = PyUnicode_DecodeUTF8(p.text_name, (Py_ssize_t) p.text_name_size, nullptr);
        if (!name)
            return -1;
        PyUnicode_InternInPlace(&name);
        Py_XSETREF(o->arguments[i].name, name);
        if (p.text_kind > suture_parameter_positional_or_keyword && i < npositional)
            npositional = i;
        if (p.text_kind == suture_parameter_positional_only)
            npositional_only = i + 1;
    }
    o->npositional = (uint8_t) npositional;
    o->npositional_only = (uint8_t) npositional_only;
    o->traits |= overload_named;
    return 0;
}

static int refuse(const function *f, const overload *o, const char *text, PyObject *problem) {
    reference bound(overload_bound_text(f, o));
    const char *name = bound ? PyUnicode_AsUTF8(f->name) : nullptr;
    if (name)
        binding_error(f->scope, name,
                      "the signature text does not fit: %U\n    text:  %s\n    bound: %U", problem,
                      text, bound.object);
    return -1;
}

const suture_signature_service *signature_service_of(interpreter *interp) {
    static const char name[] = "suture.signature.1";
    PyObject *capsule = PyDict_GetItemString(interp->services, name);
    return capsule ? (const suture_signature_service *) PyCapsule_GetPointer(capsule, name)
                   : nullptr;
}

int signature_check(const function *f, overload *o, const char *text) {
    const suture_signature_service *service = signature_service_of(f->interp);
    if (!service || (o->module->flags & suture_module_free_text))
        return 0;
    unsigned first = f->flags & function_is_method ? 1 : 0;
    reference space(o->traits & overload_defaults ? annotation_namespace(f) : nullptr);
    if ((o->traits & overload_defaults) && !space)
        return -1;
    suture_parameter *parameters =
        (suture_parameter *) PyMem_RawCalloc(o->nargs + 1u, sizeof(suture_parameter));
    if (!parameters) {
        PyErr_NoMemory();
        return -1;
    }
    for (unsigned i = 0; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        suture_parameter &p = parameters[i];
        p.name = a.name ? PyUnicode_AsUTF8(a.name) : nullptr;
        p.default_value = a.default_value;
        p.default_text = a.text;
        p.kind = (uint8_t) argument_kind(o, i);
    }
    bool named = (o->traits & overload_named) != 0;
    uint32_t flags = (first ? (uint32_t) suture_signature_method : 0u) |
                     (named ? (uint32_t) suture_signature_named : 0u);
    PyObject *problem = nullptr;
    const char *name = PyUnicode_AsUTF8(f->name);
    int outcome =
        name ? service->check(text, name, parameters, o->nargs, flags, space, &problem) : -1;
    if (outcome == 0)
        outcome = refuse(f, o, text, problem);
    else if (outcome > 0)
        outcome = named ? 0 : take_names(o, parameters, first);
    Py_XDECREF(problem);
    PyMem_RawFree(parameters);
    return outcome;
}

SUTURE_RUNTIME_END
