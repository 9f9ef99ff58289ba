// SPDX-License-Identifier: BSD-3-Clause
// Calls of a single overload with casters, all arguments given by position: the call frame lies on
// the stack, every argument is loaded once.
#include "load.h"

SUTURE_RUNTIME_BEGIN

static constexpr unsigned framed_max = 8;

/// Not inlined: it would cost the loop below its registers.
static SUTURE_NOINLINE int load_rest(interpreter *interp, const argument &a, PyObject *source,
                                     suture_context *context, suture_slot *slot) {
    return load_any(interp, a, source, ~0u, context, slot, nullptr);
}

/// Why the call failed, or came to nothing.
SUTURE_COLD static PyObject *framed_failed(function *f, PyObject *const *args, int outcome,
                                           size_t index, bool loaded) {
    const overload *o = f->first;
    if (PyErr_Occurred())
        return nullptr;
    if (outcome == suture_outcome_next_overload)
        return call_mismatch(f, args, o->nargs, nullptr,
                             {loaded ? mismatch::none : mismatch::argument, (uint32_t) index,
                              loaded ? nullptr : args[index]});
    PyErr_Format(PyExc_TypeError, "the result of type %s could not be converted",
                 o->result_caster->name);
    return nullptr;
}

static PyObject *framed(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    function *f = (function *) self;
    const overload *o = f->first;
    const size_t n = o->nargs;
    if (SUTURE_UNLIKELY((nargsf << 1) != 2 * n || kwnames))
        return call_general(self, args, nargsf, kwnames);
    alignas(16) char frame[frame_bytes];
    suture_slot slots[framed_max + 1];
    suture_context context = {f->interp, n && (f->flags & function_is_method) ? args[0] : nullptr,
                              nullptr, 0, 0};
    PyObject *result = nullptr;
    int outcome = suture_outcome_next_overload;
    size_t i = 0, loaded;
    for (const argument *a = o->arguments; i < n; ++i, ++a) {
        if (a->code == suture_code_caster) {
            void *at = frame + (size_t) a->frame * 16;
            slots[i + 1].ptr = at;
            if (SUTURE_UNLIKELY(!a->caster->load(at, args[i], a->load_flags, &context)))
                break;
        } else if (SUTURE_UNLIKELY(!load_rest(f->interp, *a, args[i], &context, &slots[i + 1]))) {
            break;
        }
    }
    loaded = i;
    if (SUTURE_LIKELY(loaded == n)) {
        slots[0].ptr = frame;
        outcome = o->invoke((void *) o->capture, slots, o->thunk);
        if (SUTURE_LIKELY(outcome == suture_outcome_ok)) {
            if (o->result == suture_code_caster) {
                const suture_caster *caster = o->result_caster;
                result = caster->store(slots[0].ptr, o->policy, &context);
                if (caster->destroy_value)
                    caster->destroy_value(slots[0].ptr);
            } else {
                result = store_result(f->interp, o, slots, &context);
            }
        }
    }
    if (o->traits & overload_destroy) {
        while (i-- > 0) {
            const argument &a = o->arguments[i];
            if (a.code == suture_code_caster && a.caster->destroy)
                a.caster->destroy(slots[i + 1].ptr);
        }
    }
    if (SUTURE_UNLIKELY(context.keep != nullptr))
        context_clear(&context);
    if (SUTURE_LIKELY(result != nullptr))
        return result;
    return framed_failed(f, args, outcome, loaded, loaded == n);
}

vectorcallfunc call_framed(const overload *o) {
    if (o->nargs > framed_max || o->nargs != o->npositional || o->frame_size > frame_bytes ||
        (o->traits & (overload_vararg | overload_around)) || o->result == suture_code_self_value ||
        o->result == suture_code_value ||
        (o->nargs && o->arguments[0].code == suture_code_self_new))
        return nullptr;
    return framed;
}

SUTURE_RUNTIME_END
