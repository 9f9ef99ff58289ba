// SPDX-License-Identifier: BSD-3-Clause
// Calls of several overloads, arguments by position: the strict pass in registration order. What
// it does not settle, the general way does from the start.
#include "load.h"

SUTURE_RUNTIME_BEGIN

SUTURE_NOINLINE int framed_call(function *f, const overload *o, PyObject *const *args,
                                uint32_t mask, PyObject **result, size_t *loaded) {
    return framed_run(f, o, args, mask, result, loaded);
}

/// An overload with casters, loaded strictly.
static int try_framed(function *f, const overload *o, PyObject *const *args, PyObject **result) {
    size_t loaded;
    int outcome = framed_call(f, o, args, ~(uint32_t) suture_load_convert, result, &loaded);
    // A conversion that raised ends the call.
    if (outcome == suture_outcome_next_overload && loaded < o->nargs && PyErr_Occurred())
        return suture_outcome_error;
    return outcome;
}

/// The same for one with a single argument.
static SUTURE_NOINLINE int try_one(interpreter *interp, const overload *o, PyObject *source,
                                   PyObject **result) {
    bool loaded;
    int outcome =
        framed_run_one(interp, o, source, ~(uint32_t) suture_load_convert, result, &loaded);
    if (outcome == suture_outcome_next_overload && !loaded && PyErr_Occurred())
        return suture_outcome_error;
    return outcome;
}

/// What load_inline did not load from argument `i` on: 1 if strict conversions load the rest, 0, or
/// -1 with an error set.
static SUTURE_NOINLINE int load_strict(function *f, const overload *o, PyObject *const *args,
                                       size_t i, suture_slot *slots) {
    for (; i < o->nargs; ++i) {
        const argument &a = o->arguments[i];
        const uint32_t flags = a.load_flags & ~(uint32_t) suture_load_convert;
        // Without conversions no context is looked at.
        if (!load_exact(a, args[i], &slots[i + 1]) &&
            !load_other(f->interp, a, args[i], flags, nullptr, &slots[i + 1]))
            return PyErr_Occurred() ? -1 : 0;
    }
    return 1;
}

/// Whether `source` can only be loaded with a conversion: a number of another class, as a rule,
/// where no dialect is lenient.
static SUTURE_HOT_INLINE bool is_plain_miss(const argument &a, PyObject *source) {
    if (code_is_integer(a.code))
        return !PyLong_Check(source) && !(a.load_flags & suture_load_bool_as_int);
    return a.code == suture_code_f64 && !(a.load_flags & suture_load_int_as_float);
}

static PyObject *overloads(PyObject *self, PyObject *const *args, size_t nargsf,
                           PyObject *kwnames) {
    function *f = (function *) self;
    if (SUTURE_UNLIKELY(kwnames != nullptr))
        return call_general(self, args, nargsf, kwnames);
    const size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    suture_slot slots[frame_arguments + 1];
    for (const overload *o = f->first; o; o = o->next) {
        if (o->nargs != n) {
            // Defaults would have to be filled in.
            if (o->traits & overload_defaults && n < o->nargs)
                return call_general(self, args, nargsf, nullptr);
            continue;
        }
        if (o->traits & overload_frame) {
            PyObject *result = nullptr;
            int outcome = overload_is_one(o) ? try_one(f->interp, o, args[0], &result)
                                             : try_framed(f, o, args, &result);
            if (outcome != suture_outcome_next_overload)
                return result;
            continue;
        }
        const argument *a = o->arguments;
        bool miss = false;
        for (size_t i = 0; i < n; ++i) {
            if (SUTURE_LIKELY(load_inline(a[i], args[i], &slots[i + 1])))
                continue;
            miss = is_plain_miss(a[i], args[i]);
            if (!miss) {
                int loaded = load_strict(f, o, args, i, slots);
                if (loaded < 0)
                    return nullptr;
                miss = !loaded;
            }
            break;
        }
        if (miss)
            continue;
        int outcome = o->invoke((void *) o->capture, slots, o->thunk);
        if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
            if (outcome == suture_outcome_next_overload)
                continue;
            return nullptr;
        }
        unsigned code = o->result;
        if (code - suture_code_i8 < 7u)
            return box_integer(f->interp, slots[0].i64);
        if (code == suture_code_void)
            return Py_NewRef(Py_None);
        return store_rest(f, o, slots, n ? args[0] : nullptr);
    }
    // Every overload has had its strict try, also one that asked for the next.
    return call_from(self, args, nargsf, nullptr, 1);
}

vectorcallfunc call_overloads(const overload *first) {
    for (const overload *o = first; o; o = o->next)
        if (o->nargs != o->npositional || !overload_is_framed(o))
            return nullptr;
    return overloads;
}

SUTURE_RUNTIME_END
