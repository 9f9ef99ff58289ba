// SPDX-License-Identifier: BSD-3-Clause
// Signatures given as text, held against what is bound.
#include "signature_compare.h"

#include "signature_parser.h"

SUTURE_RUNTIME_BEGIN

static const char *kind_text(int kind) {
    switch (kind) {
        case suture_parameter_positional_only: return "positional-only";
        case suture_parameter_var_positional: return "'*'";
        case suture_parameter_keyword_only: return "keyword-only";
        case suture_parameter_var_keyword: return "'**'";
        default: return "positional or keyword";
    }
}

static bool same(text_span s, const char *text) {
    return strlen(text) == s.size && !strncmp(s.begin, text, s.size);
}

/// Whether the text of a default means the bound one. 1, 0, or -1 with an error.
static int default_fits(text_span text, const suture_parameter &bound, PyObject *space) {
    if (same(text, "...") || (bound.default_text && same(text, bound.default_text)))
        return 1;
    reference repr(PyObject_Repr(bound.default_value));
    const char *shown = repr ? PyUnicode_AsUTF8(repr) : nullptr;
    if (!shown)
        return -1;
    if (same(text, shown))
        return 1;
    reference source(PyUnicode_FromStringAndSize(text.begin, (Py_ssize_t) text.size));
    const char *code = source && space ? PyUnicode_AsUTF8(source) : nullptr;
    reference value(code ? PyRun_String(code, Py_eval_input, space, space) : nullptr);
    int equal = value && Py_TYPE(value.object) == Py_TYPE(bound.default_value)
                    ? PyObject_RichCompareBool(value, bound.default_value, Py_EQ)
                    : 0;
    PyErr_Clear(); // text that means nothing here means another value
    return equal > 0;
}

struct signature_comparison {
    suture_parameter *bound;
    size_t nbound;
    const parsed_signature &parsed;
    uint32_t flags;
    PyObject *space;
    PyObject *problem = nullptr;

    template <class... A> int differ(const char *format, A... args) {
        problem = PyUnicode_FromFormat(format, args...);
        return problem ? 0 : -1;
    }

    /// *args and **kwargs take whatever the text says.
    bool takes_anything(size_t first) const {
        return nbound == first + 2 && bound[first].kind == suture_parameter_var_positional &&
               bound[first + 1].kind == suture_parameter_var_keyword;
    }

    /// Sets the problem: `format` shows the argument's number and name, then `more`.
    template <class... A> int differ_at(const char *format, size_t i, text_span name, A... more) {
        reference shown(span_text(name));
        return shown ? differ(format, (int) i + 1, shown.object, more...) : -1;
    }

    int names(size_t i, const parsed_parameter &p) {
        suture_parameter &b = bound[i];
        bool named = (flags & suture_signature_named) != 0;
        if (named && b.name && !same(p.name, b.name))
            return differ_at("argument %d is called '%U' in the text and '%s' in the binding", i,
                             p.name, b.name);
        auto variadic = [](int kind) {
            return kind == suture_parameter_var_positional || kind == suture_parameter_var_keyword;
        };
        if ((named || variadic(b.kind) || variadic(p.kind)) && p.kind != b.kind)
            return differ_at("argument %d ('%U') is %s in the text and %s in the binding", i,
                             p.name, kind_text(p.kind), kind_text(b.kind));
        b.text_kind = p.kind;
        b.text_name = p.name.begin;
        b.text_name_size = (uint32_t) p.name.size;
        return 1;
    }

    int defaults(size_t i, const parsed_parameter &p) {
        const suture_parameter &b = bound[i];
        if (!p.default_value.begin && !b.default_value)
            return 1;
        if (!b.default_value)
            return differ_at("argument %d ('%U') has a default in the text and none in the binding",
                             i, p.name);
        if (!p.default_value.begin)
            return differ_at("argument %d ('%U') has no default in the text and one in the binding",
                             i, p.name);
        int fits = default_fits(p.default_value, b, space);
        if (fits)
            return fits;
        reference repr(PyObject_Repr(b.default_value));
        reference text(repr ? span_text(p.default_value) : nullptr);
        if (!text)
            return -1;
        return differ_at("argument %d ('%U') has the default %U in the text and %U in the binding "
                         "('= ...' fits any)",
                         i, p.name, text.object, repr.object);
    }

    int run(const char *name) {
        if (parsed.name.begin && !same(parsed.name, name)) {
            reference shown(span_text(parsed.name));
            return shown ? differ("the function is called '%U' in the text", shown.object) : -1;
        }
        const array<parsed_parameter> &all = parsed.parameters;
        size_t first = flags & suture_signature_method ? 1 : 0;
        if (first && (!all.size || all.data[0].kind > suture_parameter_positional_or_keyword))
            return differ("the text has no parameter for self");
        if (takes_anything(first))
            return 1;
        if (all.size != nbound)
            return differ("the text has %d parameter%s, the binding has %d", (int) all.size,
                          all.size == 1 ? "" : "s", (int) nbound);
        for (size_t i = first; i < nbound; ++i) {
            int outcome = names(i, all.data[i]);
            if (outcome > 0)
                outcome = defaults(i, all.data[i]);
            if (outcome <= 0)
                return outcome;
        }
        return 1;
    }
};

static int check(const char *text, const char *name, suture_parameter *parameters, size_t n,
                 uint32_t flags, PyObject *space, PyObject **problem) {
    parsed_signature parsed;
    int outcome = signature_parse(text, &parsed, problem);
    if (outcome <= 0)
        return outcome;
    signature_comparison comparison{parameters, n, parsed, flags, space};
    outcome = comparison.run(name);
    *problem = comparison.problem;
    return outcome;
}

/// str of a piece of the text; None if it is not there.
static PyObject *text_or_none(text_span s) { return s.begin ? span_text(s) : Py_NewRef(Py_None); }

static PyObject *parse(const char *text) {
    parsed_signature parsed;
    PyObject *problem = nullptr;
    int outcome = signature_parse(text, &parsed, &problem);
    if (outcome <= 0) {
        if (problem)
            PyErr_SetObject(PyExc_ValueError, problem);
        Py_XDECREF(problem);
        return nullptr;
    }
    reference parameters(PyTuple_New((Py_ssize_t) parsed.parameters.size));
    for (uint32_t i = 0; parameters && i < parsed.parameters.size; ++i) {
        const parsed_parameter &p = parsed.parameters.data[i];
        const bool has_default = p.default_value.begin != nullptr;
        reference name(span_text(p.name)), annotation(name ? text_or_none(p.annotation) : nullptr);
        reference value(annotation ? text_or_none(p.default_value) : nullptr);
        PyObject *item = value ? Py_BuildValue(has_default ? "(OiOO)" : "(OiO)", name.object,
                                               (int) p.kind, annotation.object, value.object)
                               : nullptr;
        if (!item)
            return nullptr;
        PyTuple_SET_ITEM(parameters.object, (Py_ssize_t) i, item);
    }
    reference result(parameters ? text_or_none(parsed.result) : nullptr);
    return result ? PyTuple_Pack(2, parameters.object, result.object) : nullptr;
}

const suture_signature_service signature_service = {(uint32_t) sizeof(suture_signature_service),
                                                    check, parse};

SUTURE_RUNTIME_END
