// SPDX-License-Identifier: BSD-3-Clause
// `A(...)` the plain way: one constructor, arguments by position, an inline object of exactly the
// bound class. Everything else goes to construct_any before anything has been done.
#include "load.h"

SUTURE_RUNTIME_BEGIN

static constexpr unsigned construct_max = 8;

bool construct_is_plain(const function *init) {
    const overload *o = init->first;
    return init->count == 1 && o->nargs <= construct_max && o->nargs == o->npositional &&
           !(o->traits & (overload_vararg | overload_frame | overload_around)) &&
           !(o->flags & suture_function_new) && o->nargs &&
           o->arguments[0].code == suture_code_self_new;
}

/// The constructor did not return normally.
SUTURE_COLD static PyObject *construct_failed(type_record *record, instance *made, int outcome) {
    instance_abandon(record, (PyObject *) made);
    if (outcome == suture_outcome_next_overload)
        Py_XDECREF(call_mismatch(record->init, nullptr, 0, nullptr, {mismatch::none, 0, nullptr}));
    Py_DECREF(made);
    return nullptr;
}

PyObject *type_vectorcall(PyObject *type_object, PyObject *const *args, size_t nargsf,
                          PyObject *kwnames) {
    PyTypeObject *type = (PyTypeObject *) type_object;
    // Assigning __init__ or __new__ changes these.
    if (SUTURE_UNLIKELY(type->tp_init != type_tp_init || type->tp_new != type_tp_new ||
                        !type_is_bound(type)))
        return construct_any(type_object, args, nargsf, kwnames);
    type_record *record = type_record_of(type);
    const function *init = record->init;
    if (SUTURE_UNLIKELY(kwnames || !init || !init->plain_init || !record->plain_size ||
                        record->set_self ||
                        (record->flags & (record_shifted_bases | (uint32_t) suture_type_abstract))))
        return construct_any(type_object, args, nargsf, kwnames);
    const overload *o = init->first;
    const size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    if (SUTURE_UNLIKELY(o->nargs != n + 1))
        return construct_any(type_object, args, nargsf, kwnames);
    suture_slot slots[construct_max + 1];
    const argument *a = o->arguments + 1;
    for (size_t i = 0; i < n; ++i, ++a)
        if (SUTURE_UNLIKELY(!load_inline(*a, args[i], &slots[i + 2])))
            return construct_any(type_object, args, nargsf, kwnames);
    instance_map &map = record->interp->instances;
    instance *made = SUTURE_LIKELY(map.reserve()) ? instance_new_plain(record) : nullptr;
    if (SUTURE_UNLIKELY(!made))
        return nullptr;
    // Registered first: a trampoline's constructor may ask for its Python half.
    map.insert(payload(made), made);
    made->state = state_registered;
    slots[0].u64 = (uint64_t) (uintptr_t) made;
    slots[1].ptr = payload(made);
    int outcome = o->invoke((void *) o->capture, slots, o->thunk);
    if (SUTURE_UNLIKELY(outcome != suture_outcome_ok))
        return construct_failed(record, made, outcome);
    made->state |= state_ready | state_owned;
    return (PyObject *) made;
}

SUTURE_RUNTIME_END
