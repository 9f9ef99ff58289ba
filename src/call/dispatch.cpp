// SPDX-License-Identifier: BSD-3-Clause
// The hot path: arguments into slots by their codes, the thunk, the result out of its slot.
#include "dispatch.h"
#include "../type/instance.h"
#include "scalar.h"

#if defined(_MSC_VER)
#    include <malloc.h> // _alloca
#    define SUTURE_ALLOCA _alloca
#else
#    define SUTURE_ALLOCA __builtin_alloca
#endif

SUTURE_RUNTIME_BEGIN

int context_keep(suture_context *context, PyObject *object) {
    if (context->nkeep == context->keep_capacity) {
        uint32_t capacity = context->keep_capacity ? context->keep_capacity * 2 : 4;
        void *grown = PyMem_Realloc(context->keep, capacity * sizeof(PyObject *));
        if (!grown) {
            Py_DECREF(object);
            PyErr_NoMemory();
            return -1;
        }
        context->keep = (PyObject **) grown;
        context->keep_capacity = capacity;
    }
    context->keep[context->nkeep++] = object;
    return 0;
}

void context_clear(suture_context *context) {
    if (!context->keep)
        return;
    for (uint32_t i = context->nkeep; i-- > 0;)
        Py_DECREF(context->keep[i]);
    PyMem_Free(context->keep);
    context->keep = nullptr;
    context->nkeep = context->keep_capacity = 0;
}

void context_init(suture_context *context) {
    *context = {interpreter_current(), nullptr, nullptr, 0, 0};
}

/// Loads an argument that the inline cases of `load` do not take.
SUTURE_COLD static int load_other(interpreter *interp, const argument &a, PyObject *source,
                                  uint32_t flags, suture_context *context, suture_slot *slot) {
    switch (a.code) {
        case suture_code_self_ref:
        case suture_code_ref:
            flags &= ~(uint32_t) (suture_load_accepts_none);
            return instance_load_slow(interp, a.type->locals ? a.type->locals : a.type->record,
                                      source, flags, context, &slot->ptr);
        case suture_code_self_ptr:
        case suture_code_ptr:
            return instance_load_slow(interp, a.type->locals ? a.type->locals : a.type->record,
                                      source, flags, context, &slot->ptr);
        case suture_code_enum: return enum_value(a.type, source, flags, &slot->i64);
        case suture_code_args:
        case suture_code_kwargs: slot->object = source; return 1;
        default: return slot_load(a.code, source, flags, slot);
    }
}

/// One argument into its slot. `storage`: the call frame for casters.
SUTURE_HOT_INLINE int load(interpreter *interp, const argument &a, PyObject *source, uint32_t mask,
                           suture_context *context, suture_slot *slot, char *frame) {
    switch (a.code) {
        case suture_code_i32: {
            int64_t v;
            if (SUTURE_LIKELY(int_compact(source, &v) && (int32_t) v == v)) {
                slot->i64 = v;
                return 1;
            }
            break;
        }
        case suture_code_i64: {
            int64_t v;
            if (SUTURE_LIKELY(int_compact(source, &v))) {
                slot->i64 = v;
                return 1;
            }
            break;
        }
        case suture_code_f64:
            if (SUTURE_LIKELY(PyFloat_CheckExact(source))) {
                slot->f64 = PyFloat_AS_DOUBLE(source);
                return 1;
            }
            break;
        case suture_code_self_ref:
        case suture_code_self_ptr:
        case suture_code_ref:
        case suture_code_ptr: {
            const type_record *record = a.type->record;
            if (SUTURE_LIKELY(record && Py_TYPE(source) == record->type &&
                              (((instance *) source)->state & state_usable) == state_ready)) {
                slot->ptr = payload((instance *) source);
                return 1;
            }
            break;
        }
        case suture_code_caster:
            slot->ptr = frame + (size_t) a.frame * 16;
            return a.caster->load(slot->ptr, source, a.load_flags & mask, context);
        case suture_code_object:
            if (SUTURE_LIKELY(!(a.load_flags & suture_load_no_none))) {
                slot->object = source;
                return 1;
            }
            break;
        default: break;
    }
    return load_other(interp, a, source, a.load_flags & mask, context, slot);
}

/// The result out of slots[0]. NULL with an error.
SUTURE_COLD static PyObject *store_other(interpreter *interp, const overload *o, suture_slot *slot,
                                         suture_context *context) {
    switch (o->result) {
        case suture_code_self_ref:
        case suture_code_ref:
        case suture_code_self_ptr:
        case suture_code_ptr: {
            if (!slot->ptr)
                Py_RETURN_NONE;
            const type_entry *entry = o->result_type;
            type_record *record = entry->locals ? entry->locals : entry->record;
            if (!record) {
                type_unbound_error(entry);
                return nullptr;
            }
            return instance_wrap(interp, record, slot->ptr, o->policy, context);
        }
        case suture_code_enum: return enum_member(o->result_type, slot->i64);
        case suture_code_caster: {
            PyObject *result = o->result_caster->store(slot->ptr, o->policy, context);
            if (o->result_caster->destroy_value)
                o->result_caster->destroy_value(slot->ptr);
            if (!result && !PyErr_Occurred())
                PyErr_Format(PyExc_TypeError, "the result of type %s could not be converted",
                             o->result_caster->name);
            return result;
        }
        default: return slot_store(o->result, slot);
    }
}

/// keep_alive and call policies, after the call.
SUTURE_COLD static int after_call(interpreter *interp, const overload *o, PyObject **args,
                                  PyObject *result) {
    const overload_extras *extras = o->extras;
    for (const keep_alive_pair &pair : extras->keep_alive) {
        PyObject *nurse = pair.nurse ? args[pair.nurse - 1] : result;
        PyObject *patient = pair.patient ? args[pair.patient - 1] : result;
        if (!nurse || !patient || nurse == Py_None || patient == Py_None || nurse == patient)
            continue;
        if (instance_keep(interp, nurse, patient, nullptr) < 0)
            return -1;
    }
    if (extras->after)
        extras->after(args, o->nargs, result);
    return PyErr_Occurred() && extras->after ? -1 : 0;
}

SUTURE_COLD static int before_call(const overload *o, PyObject **args, suture_context *context) {
    const overload_extras *extras = o->extras;
    return extras->before ? extras->before(args, o->nargs, context) : 0;
}

/// `self` is constructed: the plain case inline.
SUTURE_HOT_INLINE int complete(type_record *record, PyObject *self, void *object) {
    if (SUTURE_LIKELY(Py_TYPE(self) == record->type && !record->set_self &&
                      !(record->flags & (suture_type_external | record_shifted_bases)))) {
        ((instance *) self)->state |= state_ready | state_owned;
        return 0;
    }
    return instance_complete(record, self, object);
}

/// Runs one overload; `Full` also handles call frames, constructors and extras.
template <bool Full>
SUTURE_HOT_INLINE int run(interpreter *interp, overload *o, PyObject **args, uint32_t mask,
                          suture_context *context, PyObject **result, mismatch *why,
                          suture_slot *slots, char *frame) {
    const uint32_t nargs = o->nargs;
    int outcome = suture_outcome_next_overload;
    const bool init = Full && nargs && o->arguments[0].code == suture_code_self_new;
    uint32_t i = init;
    if (Full && SUTURE_UNLIKELY(o->traits & overload_post) && before_call(o, args, context) < 0)
        return suture_outcome_error;
    for (; i < nargs; ++i) {
        if (SUTURE_UNLIKELY(
                !load(interp, o->arguments[i], args[i], mask, context, &slots[i + 1], frame))) {
            if (PyErr_Occurred())
                outcome = suture_outcome_error;
            else
                *why = {mismatch::argument, i, args[i]};
            goto done;
        }
    }
    if (Full && SUTURE_UNLIKELY(o->traits & overload_post) && o->extras->deprecated &&
        PyErr_WarnEx(PyExc_DeprecationWarning, o->extras->deprecated, 1) < 0) {
        outcome = suture_outcome_error;
        goto done;
    }
    if (init) {
        slots[1].ptr = instance_begin(o->arguments[0].type->record, args[0]);
        if (SUTURE_UNLIKELY(!slots[1].ptr)) {
            outcome = suture_outcome_error;
            goto done;
        }
    }
    {
        instance *value = nullptr;
        type_record *value_record = nullptr;
        if (o->result == suture_code_self_value || o->result == suture_code_value) {
            const type_entry *entry = o->result_type;
            value_record = entry->locals ? entry->locals : entry->record;
            if (SUTURE_UNLIKELY(!value_record)) {
                type_unbound_error(entry);
                outcome = suture_outcome_error;
                goto done;
            }
            value = instance_prepare_value(value_record, &slots[0].ptr);
            if (SUTURE_UNLIKELY(!value)) {
                outcome = suture_outcome_error;
                goto done;
            }
        } else if (Full) {
            slots[0].ptr = frame + o->result_frame;
            if (init)
                slots[0].u64 = (uint64_t) (uintptr_t) args[0] |
                               instance_wants_alias(o->arguments[0].type->record, args[0]);
        }
        outcome = o->invoke(o->thunk, o->capture, slots);
        if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
            if (value)
                Py_DECREF(value); // its storage was not constructed
            if (init)
                instance_abandon(o->arguments[0].type->record, args[0]);
            if (outcome > 0)
                *why = {mismatch::none, 0, nullptr};
            goto done;
        }
        PyObject *object;
        if (value) {
            object = instance_finish_value(value_record, value,
                                           (value->state & state_external)
                                               ? ((external *) payload(value))->object
                                               : payload(value));
        } else {
            switch (o->result) {
                case suture_code_void:
                    object = Py_None;
                    Py_INCREF(object);
                    break;
                case suture_code_i32: object = PyLong_FromLong((int32_t) slots[0].i64); break;
                case suture_code_f64: object = PyFloat_FromDouble(slots[0].f64); break;
                default: object = store_other(interp, o, &slots[0], context); break;
            }
        }
        if (Full && object) {
            if (init) {
                // A factory that returned a Python object, or gave the instance one of its own.
                if (o->result == suture_code_object)
                    instance_abandon(o->arguments[0].type->record, args[0]);
                else if (slots[1].ptr &&
                         complete(o->arguments[0].type->record, args[0], slots[1].ptr) < 0)
                    Py_CLEAR(object);
            }
            if (object && SUTURE_UNLIKELY(o->traits & overload_post) &&
                after_call(interp, o, args, object) < 0)
                Py_CLEAR(object);
        }
        *result = object;
        outcome = object ? suture_outcome_ok : suture_outcome_error;
    }
done:
    if (Full && (o->traits & overload_frame)) {
        while (i-- > (uint32_t) init) {
            const argument &a = o->arguments[i];
            if (a.code == suture_code_caster && a.caster->destroy)
                a.caster->destroy(slots[i + 1].ptr);
        }
    }
    return outcome;
}

int overload_run(function *f, overload *o, PyObject **args, uint32_t mask, suture_context *context,
                 PyObject **result, mismatch *why) {
    char *frame = (char *) SUTURE_ALLOCA((o->nargs + 1u) * sizeof(suture_slot) + o->frame_size + 16);
    suture_slot *slots = (suture_slot *) frame;
    frame = (char *) align_up((size_t) (frame + (o->nargs + 1u) * sizeof(suture_slot)), 16);
    return run<true>(f->interp, o, args, mask, context, result, why, slots, frame);
}

/// One overload or several, any features.
static PyObject *call_general(PyObject *self, PyObject *const *args, size_t nargsf,
                              PyObject *kwnames) {
    function *f = (function *) self;
    size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    suture_context context = {f->interp, n && (f->flags & function_is_method) ? args[0] : nullptr,
                              nullptr, 0, 0};
    mismatch why = {mismatch::none, 0, nullptr};
    PyObject *result = nullptr;
    PyObject **bound = nullptr;
    // Strictly first, then with conversions; a single overload goes to the second pass at once.
    for (int pass = f->count > 1 ? 0 : 1; pass < 2; ++pass) {
        uint32_t mask = pass ? ~0u : ~(uint32_t) suture_load_convert;
        for (overload *o = f->first; o; o = o->next) {
            PyObject *owned[2] = {nullptr, nullptr};
            int outcome;
            if (SUTURE_LIKELY(n == o->nargs && !kwnames && !(o->traits & overload_vararg) &&
                              n == o->npositional)) {
                outcome = overload_run(f, o, (PyObject **) args, mask, &context, &result, &why);
            } else {
                if (!bound)
                    bound = (PyObject **) SUTURE_ALLOCA(f->max_nargs * sizeof(void *) + 1);
                int fits = overload_bind(o, args, n, kwnames, bound, owned, &why);
                if (fits < 0)
                    outcome = suture_outcome_error;
                else if (!fits)
                    continue;
                else
                    outcome = overload_run(f, o, bound, mask, &context, &result, &why);
                Py_XDECREF(owned[0]);
                Py_XDECREF(owned[1]);
            }
            if (outcome != suture_outcome_next_overload) {
                context_clear(&context);
                return result;
            }
            context_clear(&context);
        }
    }
    return call_mismatch(f, args, n, kwnames, why);
}

/// A single overload without defaults, casters, constructors or extras: at most 8 arguments, all
/// given by position.
static PyObject *call_simple(PyObject *self, PyObject *const *args, size_t nargsf,
                             PyObject *kwnames) {
    function *f = (function *) self;
    overload *o = f->first;
    size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    if (SUTURE_UNLIKELY(n != o->nargs || kwnames))
        return call_general(self, args, nargsf, kwnames);
    suture_slot slots[9];
    suture_context context = {f->interp, f->flags & function_is_method ? args[0] : nullptr, nullptr,
                              0, 0};
    mismatch why;
    PyObject *result = nullptr;
    int outcome = run<false>(f->interp, o, (PyObject **) args, ~0u, &context, &result, &why, slots,
                             nullptr);
    if (SUTURE_UNLIKELY(context.keep != nullptr))
        context_clear(&context);
    if (SUTURE_LIKELY(outcome != suture_outcome_next_overload))
        return result;
    return call_mismatch(f, args, n, kwnames, why);
}

/// The same without arguments.
static PyObject *call_nullary(PyObject *self, PyObject *const *args, size_t nargsf,
                              PyObject *kwnames) {
    function *f = (function *) self;
    overload *o = f->first;
    if (SUTURE_UNLIKELY(PyVectorcall_NARGS(nargsf) || kwnames))
        return call_general(self, args, nargsf, kwnames);
    suture_slot slots[1];
    int outcome = o->invoke(o->thunk, o->capture, slots);
    if (SUTURE_LIKELY(outcome == suture_outcome_ok)) {
        if (o->result == suture_code_void)
            Py_RETURN_NONE;
        if (o->result == suture_code_i32)
            return PyLong_FromLong((int32_t) slots[0].i64);
        suture_context context = {f->interp, nullptr, nullptr, 0, 0};
        return store_other(f->interp, o, slots, &context);
    }
    if (outcome == suture_outcome_error)
        return nullptr;
    return call_mismatch(f, args, 0, kwnames, {mismatch::none, 0, nullptr});
}

void function_choose(function *f) {
    const overload *o = f->first;
    bool simple = f->count == 1 && o->nargs <= 8 && o->nargs == o->npositional &&
                  !(o->traits & (overload_vararg | overload_frame | overload_post)) &&
                  !(o->nargs && o->arguments[0].code == suture_code_self_new);
    bool by_value = o->result == suture_code_self_value || o->result == suture_code_value;
    if (simple && o->nargs == 0 && !by_value)
        f->vectorcall = call_nullary;
    else
        f->vectorcall = simple ? call_simple : call_general;
}

SUTURE_RUNTIME_END
