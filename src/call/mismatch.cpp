// SPDX-License-Identifier: BSD-3-Clause
// The TypeError of a call that no overload takes: function, argument, expected and got; with
// several overloads every signature.
#include "../error/cast.h"
#include "../function/text.h"
#include "dispatch.h"
#include "scalar.h"

SUTURE_RUNTIME_BEGIN

/// What was given for an argument, and where its conversion can tell, what in it is wrong.
static PyObject *describe_got(const argument &a, PyObject *source) {
    const bool text = a.code == suture_code_cstr || a.code == suture_code_char;
    reference got(value_text(source, text                           ? "str"
                                     : a.code == suture_code_caster ? a.caster->name
                                                                    : ""));
    if (!got || a.code != suture_code_caster)
        return got.release();
    uint32_t convert = a.arg_flags & suture_arg_noconvert ? 0 : (uint32_t) suture_load_convert;
    reference why(load_reason(a.caster, source, a.load_flags | convert));
    if (!why)
        return PyErr_Occurred() ? nullptr : got.release();
    return PyUnicode_FromFormat("%U: %U", got.object, why.object);
}

/// "argument 2 ('b')"; methods do not count self.
static PyObject *describe_argument(const function *f, const overload *o, uint32_t index) {
    bool method = (f->flags & function_is_method) != 0;
    const argument &a = o->arguments[index];
    if (method && index == 0)
        return PyUnicode_FromString("self");
    unsigned position = method ? index : index + 1;
    if (a.name)
        return PyUnicode_FromFormat("argument '%U' (position %u)", a.name, position);
    return PyUnicode_FromFormat("argument %u", position);
}

/// What one argument expects: its type text, an integer's range where the value is out of it.
static PyObject *describe_expected(const function *f, const argument &a, PyObject *source) {
    if (a.code >= suture_code_i8 && a.code <= suture_code_u64 && PyLong_CheckExact(source)) {
        long long low;
        unsigned long long high;
        integer_range(a.code, &low, &high);
        return PyUnicode_FromFormat("an int in [%lld, %llu]", low, high);
    }
    return argument_type_text(f, a);
}

static PyObject *single_reason(const function *f, const overload *o, const mismatch &why, size_t n,
                               PyObject *name) {
    if ((f->flags & function_is_setter) && why.reason == mismatch::argument && why.index == 1) {
        // A setter speaks of its property.
        reference expected(describe_expected(f, o->arguments[1], why.source));
        reference got(expected ? describe_got(o->arguments[1], why.source) : nullptr);
        if (!got)
            return nullptr;
        return PyUnicode_FromFormat("%U: expected %U, got %U", name, expected.object, got.object);
    }
    switch (why.reason) {
        case mismatch::argument: {
            reference which(describe_argument(f, o, why.index));
            const argument &a = o->arguments[why.index];
            reference expected(which ? describe_expected(f, a, why.source) : nullptr);
            reference got(expected ? describe_got(a, why.source) : nullptr);
            if (!got)
                return nullptr;
            return PyUnicode_FromFormat("%U(): %U: expected %U, got %U", name, which.object,
                                        expected.object, got.object);
        }
        case mismatch::missing: {
            reference which(describe_argument(f, o, why.index));
            if (!which)
                return nullptr;
            return PyUnicode_FromFormat("%U(): missing %U", name, which.object);
        }
        case mismatch::unexpected:
            return PyUnicode_FromFormat("%U(): unexpected keyword argument '%U'", name, why.source);
        case mismatch::duplicate: {
            reference which(describe_argument(f, o, why.index));
            if (!which)
                return nullptr;
            return PyUnicode_FromFormat("%U(): multiple values for %U", name, which.object);
        }
        case mismatch::positional: {
            int skip = f->flags & function_is_method ? 1 : 0;
            return PyUnicode_FromFormat("%U(): expected at most %d positional argument%s, got %zd",
                                        name, o->npositional - skip,
                                        o->npositional - skip == 1 ? "" : "s",
                                        (Py_ssize_t) n - skip);
        }
        default:
            return PyUnicode_FromFormat("%U(): the function does not take these arguments", name);
    }
}

/// "(str, int, key=float)": the types that were given.
static PyObject *describe_call(const function *f, PyObject *const *args, size_t n,
                               PyObject *kwnames) {
    reference parts(PyList_New(0));
    if (!parts)
        return nullptr;
    size_t nkw = kwnames ? (size_t) PyTuple_GET_SIZE(kwnames) : 0;
    for (size_t i = f->flags & function_is_method ? 1 : 0; i < n + nkw; ++i) {
        reference value(value_text(args[i]));
        if (!value)
            return nullptr;
        if (i >= n)
            value.reset(PyUnicode_FromFormat(
                "%U=%U", PyTuple_GET_ITEM(kwnames, (Py_ssize_t) (i - n)), value.object));
        if (!value || PyList_Append(parts, value) < 0)
            return nullptr;
    }
    reference comma(PyUnicode_FromString(", "));
    reference joined(comma ? PyUnicode_Join(comma, parts) : nullptr);
    return joined ? PyUnicode_FromFormat("(%U)", joined.object) : nullptr;
}

SUTURE_COLD PyObject *call_mismatch(function *f, PyObject *const *args, size_t n, PyObject *kwnames,
                                    const mismatch &why) {
    if (PyErr_Occurred())
        return nullptr;
    if (f->flags & function_is_operator)
        return Py_NewRef(Py_NotImplemented);
    reference name(function_display_name(f));
    if (!name)
        return nullptr;
    reference message;
    if (const suture_texts *texts = f->first->module->texts) {
        message.reset(texts->mismatch((PyObject *) f, args, n, kwnames));
    } else if (f->count == 1) {
        message.reset(single_reason(f, f->first, why, n, name));
    } else {
        reference given(describe_call(f, args, n, kwnames));
        if (!given)
            return nullptr;
        message.reset(PyUnicode_FromFormat(
            "%U(): no overload takes %U; the overloads are:", name.object, given.object));
        int i = 0;
        for (const overload *o = f->first; o && message; o = o->next) {
            reference signature(overload_signature_text(f, o));
            if (!signature)
                return nullptr;
            message.reset(
                PyUnicode_FromFormat("%U\n    %d. %U", message.object, ++i, signature.object));
        }
    }
    if (message)
        PyErr_SetObject(PyExc_TypeError, message);
    return nullptr;
}

SUTURE_RUNTIME_END
