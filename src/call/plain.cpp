// SPDX-License-Identifier: BSD-3-Clause
// Calls of a single overload of scalars, instances and Python objects: no call frame, no context,
// no conversion. Whatever does not fit goes to call_general before anything has been done.
#include "load.h"

SUTURE_RUNTIME_BEGIN

static constexpr unsigned plain_max = 8;

/// Keywords and defaults over `bound`. False: the general way has to look at it.
static bool bind_plain(const overload *o, PyObject *const *args, size_t n, PyObject *kwnames,
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

/// The function did not return normally. Needs no arguments, so that no register keeps them.
SUTURE_COLD static PyObject *plain_failed(function *f, int outcome) {
    if (outcome == suture_outcome_error)
        return nullptr;
    return call_mismatch(f, nullptr, 0, nullptr, {mismatch::none, 0, nullptr});
}

/// Results that are not worth inlining; not inlined, so that the others save fewer registers.
static SUTURE_NOINLINE PyObject *store_rest(function *f, suture_slot *slots, PyObject *first) {
    suture_context context = {f->interp, f->flags & function_is_method ? first : nullptr, nullptr,
                              0, 0};
    return store_other(f->interp, f->first, slots, &context);
}

/// N arguments; -1: up to plain_max.
template <int N>
static PyObject *plain(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = N >= 0 ? (size_t) N : o->nargs;
    PyObject *bound[N >= 0 ? N + 1 : plain_max];
    PyObject *const *from = args;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames || o->npositional != n)) {
        if (!bind_plain(o, args, (size_t) PyVectorcall_NARGS(nargsf), kwnames, bound))
            return call_general(self, args, nargsf, kwnames);
        from = bound;
    }
    suture_slot slots[N >= 0 ? N + 1 : plain_max + 1];
    const argument *a = o->arguments;
    for (size_t i = 0; i < n; ++i)
        if (SUTURE_UNLIKELY(!load_exact(a[i], from[i], &slots[i + 1])))
            return call_general(self, args, nargsf, kwnames);
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed(f, outcome);
    unsigned code = o->result;
    if (code - suture_code_i8 < 7u && sizeof(long) == 8)
        return PyLong_FromLong((long) slots[0].i64);
    if (code == suture_code_void)
        return Py_NewRef(Py_None);
    if (code == suture_code_f64)
        return PyFloat_FromDouble(slots[0].f64);
    if (code == suture_code_bool)
        return Py_NewRef(slots[0].i64 & 1 ? Py_True : Py_False);
    return store_rest(f, slots, n ? from[0] : nullptr);
}

/// No argument.
static PyObject *plain_nullary(PyObject *self, PyObject *const *args, size_t nargsf,
                               PyObject *kwnames) {
    if (SUTURE_UNLIKELY((nargsf << 1) || kwnames))
        return call_general(self, args, nargsf, kwnames);
    const overload *o = ((function *) self)->first;
    suture_slot slots[1];
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return plain_failed((function *) self, outcome);
    const unsigned code = o->result;
    if (code - suture_code_i8 < 7u && sizeof(long) == 8)
        return PyLong_FromLong((long) slots[0].i64);
    if (code == suture_code_void)
        return Py_NewRef(Py_None);
    if (code == suture_code_f64)
        return PyFloat_FromDouble(slots[0].f64);
    return store_rest((function *) self, slots, nullptr);
}

/// A result by value is constructed in its instance.
static PyObject *plain_value(PyObject *self, PyObject *const *args, size_t nargsf,
                             PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    type_record *record = o->result_type->record;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames || o->npositional != n || !record ||
                        o->result_type->locals))
        return call_general(self, args, nargsf, kwnames);
    suture_slot slots[plain_max + 1];
    for (size_t i = 0; i < n; ++i)
        if (SUTURE_UNLIKELY(!load_exact(o->arguments[i], args[i], &slots[i + 1])))
            return call_general(self, args, nargsf, kwnames);
    instance *made = instance_prepare_value(record, &slots[0].ptr);
    if (SUTURE_UNLIKELY(!made))
        return nullptr;
    void *storage = slots[0].ptr;
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
        Py_DECREF(made);
        return plain_failed(f, outcome);
    }
    return instance_finish_value(record, made, storage);
}

static bool overload_is_plain(const overload *o) {
    if (o->nargs > plain_max || o->traits & (overload_vararg | overload_frame | overload_post))
        return false;
    for (unsigned i = 0; i < o->nargs; ++i)
        if (o->arguments[i].code == suture_code_self_new)
            return false;
    return true;
}

vectorcallfunc call_plain(const overload *o) {
    if (!overload_is_plain(o))
        return nullptr;
    if (o->result == suture_code_self_value || o->result == suture_code_value)
        return plain_value;
    switch (o->nargs) {
        case 0: return plain_nullary;
        case 1: return plain<1>;
        case 2: return plain<2>;
        default: return plain<-1>;
    }
}

bool construct_is_plain(const function *init) {
    const overload *o = init->first;
    return init->count == 1 && o->nargs <= plain_max && o->nargs == o->npositional &&
           !(o->traits & (overload_vararg | overload_frame | overload_post)) &&
           !(o->flags & suture_function_new) && o->nargs &&
           o->arguments[0].code == suture_code_self_new;
}

int construct_plain(type_record *record, PyObject *self, PyObject *const *args, size_t n) {
    const function *init = record->init;
    const overload *o = init->first;
    if (SUTURE_UNLIKELY(o->nargs != n + 1 || record->set_self ||
                        (record->flags & ((uint32_t) record_shifted_bases | suture_type_abstract))))
        return 0;
    suture_slot slots[plain_max + 1];
    for (size_t i = 0; i < n; ++i)
        if (SUTURE_UNLIKELY(!load_exact(o->arguments[i + 1], args[i], &slots[i + 2])))
            return 0;
    instance_map &map = record->interp->instances;
    if (SUTURE_UNLIKELY(!map.reserve()))
        return -1;
    instance *made = (instance *) self;
    void *storage = payload(made);
    map.insert(storage, made);
    made->state |= state_registered;
    slots[0].u64 = (uint64_t) (uintptr_t) self;
    slots[1].ptr = storage;
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
        instance_abandon(record, self);
        if (outcome > 0) {
            const mismatch why = {mismatch::none, 0, nullptr};
            PyObject *full[plain_max + 1] = {self};
            memcpy(full + 1, args, n * sizeof(PyObject *));
            Py_XDECREF(call_mismatch((function *) init, full, n + 1, nullptr, why));
        }
        return -1;
    }
    made->state |= state_ready | state_owned;
    return 1;
}

SUTURE_RUNTIME_END
