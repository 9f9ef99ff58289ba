// SPDX-License-Identifier: BSD-3-Clause
// Calls of a single overload of scalars, instances and Python objects: no call frame, no context,
// no conversion. Whatever does not fit goes to call_general before anything has been done.
#include "../type/machinery.h"
#include "load.h"

SUTURE_RUNTIME_BEGIN

static constexpr unsigned plain_max = 8;

/// The function did not return normally. Needs no arguments, so that no register keeps them.
SUTURE_COLD static PyObject *plain_failed(function *f, int outcome) {
    if (outcome == suture_outcome_error)
        return nullptr;
    return call_mismatch(f, nullptr, 0, nullptr, {mismatch::none, 0, nullptr});
}

/// The result out of slots[0]; `first` is the first argument, if any.
static SUTURE_HOT_INLINE PyObject *plain_result(function *f, const overload *o, suture_slot *slots,
                                                PyObject *first) {
    const unsigned code = o->result;
    if (code - suture_code_i8 < 7u)
        return box_integer(f->interp, slots[0].i64);
    if (code == suture_code_void)
        return Py_NewRef(Py_None);
    if (code == suture_code_f64)
        return PyFloat_FromDouble(slots[0].f64);
    if (code == suture_code_bool)
        return Py_NewRef(slots[0].i64 & 1 ? Py_True : Py_False);
    return store_rest(f, o, slots, first);
}

/// Keywords, defaults, and arguments that load_inline does not load.
static SUTURE_NOINLINE PyObject *plain_other(PyObject *self, PyObject *const *args, size_t nargsf,
                                             PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    PyObject *bound[plain_max];
    PyObject *const *from = args;
    size_t given = (size_t) PyVectorcall_NARGS(nargsf);
    if (kwnames) {
        if (!bind_simple(o, args, given, kwnames, bound))
            return call_general(self, args, nargsf, kwnames);
        from = bound;
        given = n;
    } else if (SUTURE_UNLIKELY(given > o->npositional)) {
        return call_general(self, args, nargsf, kwnames);
    }
    suture_slot slots[plain_max + 1];
    const argument *a = o->arguments;
    for (size_t i = 0; i < n; ++i, ++a) {
        PyObject *source = i < given ? from[i] : a->default_value;
        if (SUTURE_UNLIKELY(!source || !load_exact_inline(*a, source, &slots[i + 1])))
            return call_general(self, args, nargsf, kwnames);
    }
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed(f, outcome);
    return plain_result(f, o, slots, given ? from[0] : nullptr);
}

/// Every argument by position; N of them, -1: up to plain_max. Before the function is called
/// nothing is called that returns here: hardly a register has to be saved.
template <int N>
static PyObject *plain(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = N >= 0 ? (size_t) N : o->nargs;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames))
        return plain_other(self, args, nargsf, kwnames);
    // The last slot remembers `self` for the result: in memory, so that it takes no register.
    constexpr size_t last = N >= 0 ? N + 1 : plain_max + 1;
    suture_slot slots[last + 1];
    const argument *a = o->arguments;
    if constexpr (N == 2) { // a loop of two is not worth its counters
        if (SUTURE_UNLIKELY(!load_inline(a[0], args[0], &slots[1]) ||
                            !load_inline(a[1], args[1], &slots[2])))
            return plain_other(self, args, nargsf, kwnames);
    } else {
        for (size_t i = 0; i < n; ++i)
            if (SUTURE_UNLIKELY(!load_inline(a[i], args[i], &slots[i + 1])))
                return plain_other(self, args, nargsf, kwnames);
    }
    slots[last].object = args[0];
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed(f, outcome);
    return plain_result(f, o, slots, slots[last].object);
}

/// No argument.
static PyObject *plain_nullary(PyObject *self, PyObject *const *args, size_t nargsf,
                               PyObject *kwnames) {
    if (SUTURE_UNLIKELY((nargsf << 1) || kwnames))
        return call_general(self, args, nargsf, kwnames);
    function *f = (function *) self;
    const overload *o = f->first;
    suture_slot slots[1];
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed(f, outcome);
    return plain_result(f, o, slots, nullptr);
}

/// A result by value that plain_value leaves alone: other arguments, other layouts.
static SUTURE_NOINLINE PyObject *plain_value_other(PyObject *self, PyObject *const *args,
                                                   size_t nargsf, PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    type_record *record = o->result_type->record;
    if ((nargsf << 1) != 2 * n || kwnames || o->npositional != n || !record ||
        o->result_type->locals)
        return call_general(self, args, nargsf, kwnames);
    suture_slot slots[plain_max + 1];
    for (size_t i = 0; i < n; ++i)
        if (SUTURE_UNLIKELY(!load_exact(o->arguments[i], args[i], &slots[i + 1])))
            return call_general(self, args, nargsf, kwnames);
    instance *made = classes()->instance_prepare_value(record, &slots[0].ptr);
    if (SUTURE_UNLIKELY(!made))
        return nullptr;
    void *storage = slots[0].ptr;
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
        Py_DECREF(made);
        return plain_failed(f, outcome);
    }
    return classes()->instance_finish_value(record, made, storage);
}

/// A result by value is constructed in its instance.
static PyObject *plain_value(PyObject *self, PyObject *const *args, size_t nargsf,
                             PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    const type_entry *entry = o->result_type;
    type_record *record = entry->record;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames || !record || entry->locals ||
                        !record->plain_size || (record->flags & record_shifted_bases)))
        return plain_value_other(self, args, nargsf, kwnames);
    suture_slot slots[plain_max + 1];
    const argument *a = o->arguments;
    for (size_t i = 0; i < n; ++i, ++a)
        if (SUTURE_UNLIKELY(!load_inline(*a, args[i], &slots[i + 1])))
            return plain_value_other(self, args, nargsf, kwnames);
    instance_map &map = record->interp->instances;
    instance *made = SUTURE_LIKELY(map.reserve()) ? instance_new_plain(record) : nullptr;
    if (SUTURE_UNLIKELY(!made))
        return nullptr;
    slots[0].ptr = payload(made);
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
        Py_DECREF(made);
        return plain_failed(f, outcome);
    }
    // The function may have made instances of its own.
    if (SUTURE_UNLIKELY(!map.reserve()))
        return classes()->instance_finish_value(record, made, payload(made));
    map.insert(payload(made), made);
    made->state = state_ready | state_owned | state_registered;
    return (PyObject *) made;
}

/// A result with a caster, which is stored in a call frame first.
static PyObject *plain_boxed(PyObject *self, PyObject *const *args, size_t nargsf,
                             PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames || o->npositional != n))
        return call_general(self, args, nargsf, kwnames);
    alignas(16) char frame[frame_bytes];
    suture_slot slots[plain_max + 1];
    for (size_t i = 0; i < n; ++i)
        if (SUTURE_UNLIKELY(!load_exact(o->arguments[i], args[i], &slots[i + 1])))
            return call_general(self, args, nargsf, kwnames);
    slots[0].ptr = frame;
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed(f, outcome);
    suture_context context = {f->interp, n && f->flags & function_is_method ? args[0] : nullptr,
                              nullptr, 0, 0};
    PyObject *result = store_framed(f->interp, o, slots, &context);
    if (SUTURE_UNLIKELY(context.keep != nullptr))
        context_clear(&context);
    return SUTURE_LIKELY(result != nullptr) ? result : store_failed(o);
}

/// Arguments that load_exact loads, as a rule.
static bool overload_is_plain(const overload *o) {
    if (o->nargs > plain_max || o->traits & (overload_vararg | overload_around))
        return false;
    if (o->traits & overload_frame) {
        // A call frame for the result alone.
        if (o->result != suture_code_caster || o->frame_size > frame_bytes)
            return false;
        for (unsigned i = 0; i < o->nargs; ++i)
            if (o->arguments[i].code == suture_code_caster)
                return false;
    }
    for (unsigned i = 0; i < o->nargs; ++i)
        if (o->arguments[i].code == suture_code_self_new)
            return false;
    return true;
}

vectorcallfunc call_plain(const overload *o) {
    if (!overload_is_plain(o))
        return nullptr;
    if (o->result == suture_code_self_value || o->result == suture_code_value)
        return o->nargs == o->npositional ? plain_value : plain_value_other;
    if (o->result == suture_code_caster)
        return plain_boxed;
    // Defaults are there to be left to.
    if (o->nargs != o->npositional || (o->traits & overload_defaults))
        return plain_other;
    switch (o->nargs) {
        case 0: return plain_nullary;
        case 1: return plain<1>;
        case 2: return plain<2>;
        default: return plain<-1>;
    }
}

SUTURE_RUNTIME_END
