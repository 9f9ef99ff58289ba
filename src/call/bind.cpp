// SPDX-License-Identifier: BSD-3-Clause
// Keyword arguments, defaults, *args and **kwargs: from a vectorcall's shape to one object per
// argument of an overload.
#include "dispatch.h"

SUTURE_RUNTIME_BEGIN

/// Position of a keyword argument; -1: there is none of that name.
static int find_keyword(const overload *o, PyObject *keyword) {
    for (int i = o->npositional_only; i < o->nargs; ++i)
        if (o->arguments[i].name == keyword && !is_variadic(o->arguments[i]))
            return i;
    // Callers nearly always pass interned names; a computed one is compared by value.
    if (PyUnicode_CHECK_INTERNED(keyword))
        return -1;
    for (int i = o->npositional_only; i < o->nargs; ++i) {
        PyObject *name = o->arguments[i].name;
        if (name && !is_variadic(o->arguments[i]) && PyUnicode_Compare(name, keyword) == 0)
            return i;
    }
    return -1;
}

bool bind_simple(const overload *o, PyObject *const *args, size_t n, PyObject *kwnames,
                 PyObject **bound) {
    const size_t nargs = o->nargs;
    if (n > o->npositional)
        return false;
    size_t i = 0;
    for (; i < n; ++i)
        bound[i] = args[i];
    for (size_t k = i; k < nargs; ++k)
        bound[k] = o->arguments[k].default_value;
    if (kwnames) {
        PyObject *const *values = args + n;
        const size_t first = i > o->npositional_only ? i : o->npositional_only;
        size_t nkw = (size_t) PyTuple_GET_SIZE(kwnames), next = first;
        for (size_t k = 0; k < nkw; ++k) {
            // Keywords mostly come in order: start where the last one was found.
            PyObject *keyword = PyTuple_GET_ITEM(kwnames, (Py_ssize_t) k);
            size_t at = next;
            while (at < nargs && o->arguments[at].name != keyword)
                ++at;
            if (at == nargs) {
                for (at = first; at < next && o->arguments[at].name != keyword;)
                    ++at;
                if (at == next)
                    return false;
            }
            bound[at] = values[k];
            next = at + 1;
        }
    }
    for (; i < nargs; ++i)
        if (!bound[i])
            return false;
    return true;
}

/// Whether a keyword names the `self` of a method, the one argument that has a name unasked.
SUTURE_COLD static bool names_self(const function *f, const overload *o, PyObject *keyword) {
    return (f->flags & function_is_method) && o->npositional_only == 1 && !o->arguments[0].name &&
           PyUnicode_CompareWithASCIIString(keyword, "self") == 0;
}

int overload_bind(const function *f, const overload *o, PyObject *const *args, size_t n,
                  PyObject *kwnames, PyObject **bound, PyObject *owned[2], mismatch *why) {
    const size_t nargs = o->nargs, npositional = o->npositional;
    const size_t nkw = kwnames ? (size_t) PyTuple_GET_SIZE(kwnames) : 0;
    size_t given = n < npositional ? n : npositional;
    if (n > npositional && !(o->traits & overload_args)) {
        *why = {mismatch::positional, (uint32_t) n, nullptr};
        return 0;
    }
    for (size_t i = 0; i < given; ++i)
        bound[i] = args[i];
    for (size_t i = given; i < nargs; ++i)
        bound[i] = nullptr;

    PyObject *extra = nullptr;
    for (size_t k = 0; k < nkw; ++k) {
        PyObject *keyword = PyTuple_GET_ITEM(kwnames, (Py_ssize_t) k), *value = args[n + k];
        int i = find_keyword(o, keyword);
        if (i < 0 && names_self(f, o, keyword))
            i = 0;
        if (i >= 0) {
            if (bound[i]) {
                *why = {mismatch::duplicate, (uint32_t) i, nullptr};
                Py_XDECREF(extra);
                return 0;
            }
            bound[i] = value;
            continue;
        }
        if (!(o->traits & overload_kwargs)) {
            *why = {mismatch::unexpected, 0, keyword};
            return 0;
        }
        if (!extra && !(extra = PyDict_New()))
            return -1;
        if (PyDict_SetItem(extra, keyword, value) < 0) {
            Py_DECREF(extra);
            return -1;
        }
    }
    if (o->traits & overload_kwargs) {
        if (!extra && !(extra = PyDict_New()))
            return -1;
        owned[1] = extra;
    }
    for (size_t i = 0; i < nargs; ++i) {
        if (bound[i])
            continue;
        const argument &a = o->arguments[i];
        if (a.code == suture_code_args) {
            size_t rest = n > npositional ? n - npositional : 0;
            PyObject *tuple = PyTuple_New((Py_ssize_t) rest);
            if (!tuple)
                return -1;
            for (size_t k = 0; k < rest; ++k)
                PyTuple_SET_ITEM(tuple, (Py_ssize_t) k, Py_NewRef(args[npositional + k]));
            bound[i] = owned[0] = tuple;
        } else if (a.code == suture_code_kwargs) {
            bound[i] = extra;
        } else if (a.default_value) {
            bound[i] = a.default_value;
        } else {
            *why = {mismatch::missing, (uint32_t) i, nullptr};
            return 0;
        }
    }
    return 1;
}

SUTURE_RUNTIME_END
