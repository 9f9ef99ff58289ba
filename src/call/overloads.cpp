// SPDX-License-Identifier: BSD-3-Clause
// Calls of several overloads, arguments by position: the strict pass in registration order. What
// it does not settle, the general way does from the start.
#include "load.h"

SUTURE_RUNTIME_BEGIN

static constexpr unsigned overloads_max = 8;

static bool overload_is_direct(const overload *o) {
    return o->nargs <= overloads_max && o->nargs == o->npositional &&
           o->frame_size <= frame_bytes && !(o->traits & (overload_vararg | overload_around)) &&
           o->result != suture_code_self_value && o->result != suture_code_value &&
           !(o->nargs && o->arguments[0].code == suture_code_self_new);
}

/// Strict loading of an argument: 1, 0, or -1 where an error is set.
static SUTURE_HOT_INLINE int load_strict(interpreter *interp, const argument &a, PyObject *source,
                                         suture_context *context, suture_slot *slot, char *frame) {
    uint32_t flags = a.load_flags & ~(uint32_t) suture_load_convert;
    if (a.code == suture_code_caster) {
        slot->ptr = frame + (size_t) a.frame * 16;
        if (a.caster->load(slot->ptr, source, flags, context))
            return 1;
    } else {
        if (SUTURE_LIKELY(load_exact(a, source, slot)))
            return 1;
        // Without a dialect's leniency a number of another class is no match: the usual miss.
        if ((code_is_integer(a.code) && !PyLong_Check(source) &&
             !(flags & suture_load_bool_as_int)) ||
            (a.code == suture_code_f64 && !(flags & suture_load_int_as_float)))
            return 0;
        if (load_other(interp, a, source, flags, context, slot))
            return 1;
    }
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *overloads(PyObject *self, PyObject *const *args, size_t nargsf,
                           PyObject *kwnames) {
    function *f = (function *) self;
    if (SUTURE_UNLIKELY(kwnames != nullptr))
        return call_general(self, args, nargsf, kwnames);
    const size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    alignas(16) char frame[frame_bytes];
    suture_slot slots[overloads_max + 1];
    suture_context context = {f->interp, n && (f->flags & function_is_method) ? args[0] : nullptr,
                              nullptr, 0, 0};
    for (const overload *o = f->first; o; o = o->next) {
        if (o->nargs != n) {
            // Defaults would have to be filled in.
            if (o->traits & overload_defaults && n < o->nargs)
                return call_general(self, args, nargsf, nullptr);
            continue;
        }
        int loaded = 1;
        size_t i = 0;
        for (; i < n; ++i)
            if ((loaded = load_strict(f->interp, o->arguments[i], args[i], &context, &slots[i + 1],
                                      frame)) <= 0)
                break;
        int outcome = loaded < 0 ? (int) suture_outcome_error : (int) suture_outcome_next_overload;
        PyObject *result = nullptr;
        if (loaded > 0) {
            slots[0].ptr = frame;
            outcome = o->invoke((void *) o->capture, slots, o->thunk);
            if (SUTURE_LIKELY(outcome == suture_outcome_ok))
                result = store_result(f->interp, o, slots, &context);
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
        if (outcome != suture_outcome_next_overload)
            return result;
    }
    // Every overload has had its strict try, also one that asked for the next.
    return call_from(self, args, nargsf, nullptr, 1);
}

vectorcallfunc call_overloads(const overload *first) {
    for (const overload *o = first; o; o = o->next)
        if (!overload_is_direct(o))
            return nullptr;
    return overloads;
}

SUTURE_RUNTIME_END
