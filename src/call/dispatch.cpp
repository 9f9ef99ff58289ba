// SPDX-License-Identifier: BSD-3-Clause
// The hot path: arguments into slots by their codes, the thunk, the result out of its slot.
#include "dispatch.h"

#include "../type/instance.h"
#include "../type/machinery.h"
#include "load.h"
#include "lock.h"

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

/// What an implicit conversion made of an argument, else the argument itself.
static PyObject *converted_argument(const argument &a, PyObject *source, const suture_slot &slot,
                                    const suture_context *context) {
    if (a.code == suture_code_ref || a.code == suture_code_ptr || a.code == suture_code_self_ref ||
        a.code == suture_code_self_ptr)
        for (uint32_t i = 0; i < context->nkeep; ++i)
            if (classes() && classes()->instance_is_at(context->keep[i], slot.ptr))
                return context->keep[i];
    return source;
}

/// keep_alive and call policies, after the call.
SUTURE_COLD static int after_call(interpreter *interp, const overload *o, PyObject **args,
                                  const suture_slot *slots, const suture_context *context,
                                  PyObject *result) {
    const overload_extras *extras = o->extras;
    if (context->nkeep) {
        // C++ saw what implicit conversions made.
        PyObject **seen = (PyObject **) SUTURE_ALLOCA(o->nargs * sizeof(PyObject *) + 1);
        for (unsigned i = 0; i < o->nargs; ++i)
            seen[i] = converted_argument(o->arguments[i], args[i], slots[i + 1], context);
        args = seen;
    }
    for (const keep_alive_pair &pair : extras->keep_alive) {
        PyObject *nurse = pair.nurse ? args[pair.nurse - 1] : result;
        PyObject *patient = pair.patient ? args[pair.patient - 1] : result;
        if (!nurse || !patient || nurse == Py_None || patient == Py_None || nurse == patient)
            continue;
        if (instance_keep(interp, nurse, patient, nullptr) < 0) {
            if (PyErr_ExceptionMatches(PyExc_TypeError))
                texts_say(o->module, suture_trouble_no_weak_reference, nurse, nullptr);
            return -1;
        }
    }
    if (extras->after)
        extras->after(args, o->nargs, result);
    return PyErr_Occurred() && extras->after ? -1 : 0;
}

/// Ends a call policy whose result could not be converted; that error survives.
SUTURE_COLD static void call_failed(const overload *o, PyObject **args) {
    if (!o->extras->after)
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    o->extras->after(args, o->nargs, nullptr);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
}

SUTURE_COLD static int before_call(const overload *o, PyObject **args, suture_context *context) {
    const overload_extras *extras = o->extras;
    return extras->before ? extras->before(args, o->nargs, context) : 0;
}

/// `self` is constructed: the plain case inline.
SUTURE_HOT_INLINE int complete(type_record *record, PyObject *self, void *object) {
    if (SUTURE_LIKELY(
            Py_TYPE(self) == record->type && !record->set_self &&
            !(record->flags & ((uint32_t) record_shifted_bases | suture_type_external)))) {
        ((instance *) self)->state |= state_ready | state_owned;
        return 0;
    }
    return classes()->instance_complete(record, self, object);
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
                !load_any(interp, o->arguments[i], args[i], mask, context, &slots[i + 1], frame))) {
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
        slots[1].ptr = classes()->instance_begin(o->arguments[0].type->record, args[0]);
        if (SUTURE_UNLIKELY(!slots[1].ptr)) {
            if (PyErr_Occurred())
                outcome = suture_outcome_error;
            else
                *why = {mismatch::argument, 0, args[0]};
            goto done;
        }
    }
    {
        instance *value = nullptr;
        type_record *value_record = nullptr;
        if (o->result == suture_code_self_value || o->result == suture_code_value) {
            const type_entry *entry = o->result_type;
            value_record = entry->locals ? type_record_for(entry, o->module) : entry->record;
            if (SUTURE_UNLIKELY(!value_record)) {
                type_unbound_error(entry);
                outcome = suture_outcome_error;
                goto done;
            }
            value = classes()->instance_prepare_value(value_record, &slots[0].ptr);
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
        outcome = invoke_any(o, args, slots);
        if (SUTURE_UNLIKELY(outcome != suture_outcome_ok)) {
            if (value)
                Py_DECREF(value); // its storage was not constructed
            if (init)
                classes()->instance_abandon(o->arguments[0].type->record, args[0]);
            if (outcome > 0)
                *why = {mismatch::none, 0, nullptr};
            goto done;
        }
        PyObject *object;
        if (value) {
            object = classes()->instance_finish_value(value_record, value,
                                                      (value->state & state_external)
                                                          ? ((external *) payload(value))->object
                                                          : payload(value));
        } else {
            object = store_result(interp, o, slots, context);
        }
        if (Full && !object && (o->traits & overload_post))
            call_failed(o, args);
        if (Full && object) {
            if (init) {
                // A factory that returned a Python object, or gave the instance one of its own.
                if (o->result == suture_code_object) {
                    classes()->instance_abandon(o->arguments[0].type->record, args[0]);
                    if (classes()->factory_object(o->arguments[0].type->record, args[0], object) <
                        0)
                        Py_CLEAR(object);
                } else if (slots[1].ptr) {
                    if (complete(o->arguments[0].type->record, args[0], slots[1].ptr) < 0)
                        Py_CLEAR(object);
                } else if (!(((instance *) args[0])->state & state_ready)) {
                    // What the factory returned has an instance.
                    classes()->instance_abandon(o->arguments[0].type->record, args[0]);
                    Py_SETREF(object, slots[0].object);
                }
            }
            if (object && SUTURE_UNLIKELY(o->traits & overload_post) &&
                after_call(interp, o, args, slots, context, object) < 0)
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
    if (SUTURE_UNLIKELY(o->traits & overload_post) && o->extras->before) {
        // precall may replace arguments; the array belongs to the caller.
        PyObject **copy = (PyObject **) SUTURE_ALLOCA(o->nargs * sizeof(PyObject *) + 1);
        memcpy(copy, args, o->nargs * sizeof(PyObject *));
        args = copy;
    }
    char *frame =
        (char *) SUTURE_ALLOCA((o->nargs + 1u) * sizeof(suture_slot) + o->frame_size + 16);
    suture_slot *slots = (suture_slot *) frame;
    frame = (char *) align_up((size_t) (frame + (o->nargs + 1u) * sizeof(suture_slot)), 16);
    return run<true>(f->interp, o, args, mask, context, result, why, slots, frame);
}

/// One overload or several, any features.
PyObject *call_general(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    // A single overload goes to the second pass at once.
    return call_from(self, args, nargsf, kwnames, ((function *) self)->count > 1 ? 0 : 1);
}

PyObject *call_from(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames,
                    int pass) {
    function *f = (function *) self;
    size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    suture_context context = {f->interp, n && (f->flags & function_is_method) ? args[0] : nullptr,
                              nullptr, 0, 0};
    mismatch why = {mismatch::none, 0, nullptr};
    PyObject *result = nullptr;
    PyObject **bound = nullptr;
    for (; pass < 2; ++pass) {
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
                int fits = overload_bind(f, o, args, n, kwnames, bound, owned, &why);
                if (fits > 0 && !n && (f->flags & function_is_method))
                    context.self = bound[0];
                outcome = fits > 0   ? overload_run(f, o, bound, mask, &context, &result, &why)
                          : fits < 0 ? (int) suture_outcome_error
                                     : (int) suture_outcome_next_overload;
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

/// A single overload whose arguments are all given by position.
static PyObject *call_single(PyObject *self, PyObject *const *args, size_t nargsf,
                             PyObject *kwnames) {
    function *f = (function *) self;
    overload *o = f->first;
    size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    if (SUTURE_UNLIKELY(n != o->nargs || kwnames))
        return call_general(self, args, nargsf, kwnames);
    suture_context context = {f->interp, f->flags & function_is_method ? args[0] : nullptr, nullptr,
                              0, 0};
    mismatch why = {mismatch::none, 0, nullptr};
    PyObject *result = nullptr;
    int outcome = overload_run(f, o, (PyObject **) args, ~0u, &context, &result, &why);
    context_clear(&context);
    if (SUTURE_LIKELY(outcome != suture_outcome_next_overload))
        return result;
    return call_mismatch(f, args, n, kwnames, why);
}

void function_choose(function *f) {
    const overload *o = f->first;
    f->vectorcall = nullptr;
    f->plain_init = (f->flags & function_is_init) && classes() && classes()->construct_is_plain(f);
    if (f->count > 1)
        f->vectorcall = call_overloads(o);
    else if (!(o->traits & overload_vararg) && !(f->vectorcall = call_plain(o)))
        f->vectorcall = call_framed(o);
    if (!f->vectorcall)
        f->vectorcall =
            f->count == 1 && o->nargs == o->npositional && !(o->traits & overload_vararg)
                ? call_single
                : call_general;
    if (classes())
        classes()->trampoline_watch(f);
}

SUTURE_RUNTIME_END
