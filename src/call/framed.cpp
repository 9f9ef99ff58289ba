// SPDX-License-Identifier: BSD-3-Clause
// Calls of a single overload with casters: the call frame lies on the stack, every argument is
// loaded once.
#include "load.h"

SUTURE_RUNTIME_BEGIN

/// Why the call failed, or came to nothing; with the arguments as the caller gave them.
SUTURE_COLD static PyObject *framed_failed(function *f, PyObject *const *args, size_t nargsf,
                                           PyObject *kwnames, int outcome, const mismatch &why) {
    if (PyErr_Occurred())
        return nullptr;
    if (outcome == suture_outcome_next_overload)
        return call_mismatch(f, args, (size_t) PyVectorcall_NARGS(nargsf), kwnames, why);
    return store_failed(f->first);
}

/// The argument that was not loaded, if one was not.
static mismatch framed_why(PyObject *const *args, size_t index, bool loaded) {
    return {loaded ? mismatch::none : mismatch::argument, (uint32_t) index,
            loaded ? nullptr : args[index]};
}

static PyObject *framed_bound(PyObject *self, PyObject *const *args, size_t nargsf,
                              PyObject *kwnames);

/// Every argument by position.
static PyObject *framed(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * (size_t) o->nargs || kwnames))
        return framed_bound(self, args, nargsf, kwnames);
    PyObject *result = nullptr;
    size_t loaded;
    int outcome = framed_run(f, o, args, ~0u, &result, &loaded);
    if (SUTURE_LIKELY(result != nullptr))
        return result;
    return framed_failed(f, args, nargsf, kwnames, outcome,
                         framed_why(args, loaded, loaded == o->nargs));
}

/// One argument, which has a caster.
static PyObject *framed_one(PyObject *self, PyObject *const *args, size_t nargsf,
                            PyObject *kwnames) {
    function *f = (function *) self;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 || kwnames))
        return framed_bound(self, args, nargsf, kwnames);
    PyObject *result = nullptr;
    bool loaded;
    int outcome = framed_run_one(f->interp, f->first, args[0], ~0u, &result, &loaded);
    if (SUTURE_LIKELY(result != nullptr))
        return result;
    return framed_failed(f, args, nargsf, kwnames, outcome, framed_why(args, 0, loaded));
}

/// Keywords and defaults.
static SUTURE_NOINLINE PyObject *framed_bound(PyObject *self, PyObject *const *args, size_t nargsf,
                                              PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    PyObject *bound[frame_arguments];
    if (!bind_simple(o, args, (size_t) PyVectorcall_NARGS(nargsf), kwnames, bound))
        return call_general(self, args, nargsf, kwnames);
    PyObject *result = nullptr;
    size_t loaded;
    int outcome = framed_call(f, o, bound, ~0u, &result, &loaded);
    if (SUTURE_LIKELY(result != nullptr))
        return result;
    return framed_failed(f, args, nargsf, kwnames, outcome,
                         framed_why(bound, loaded, loaded == o->nargs));
}

vectorcallfunc call_framed(const overload *o) {
    if (!overload_is_framed(o))
        return nullptr;
    if (o->nargs != o->npositional)
        return framed_bound;
    return overload_is_one(o) ? framed_one : framed;
}

SUTURE_RUNTIME_END
