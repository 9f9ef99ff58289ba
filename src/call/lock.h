// SPDX-License-Identifier: BSD-3-Clause
// Calls that lock arguments (lock, lock_self), in an interpreter without a GIL. With a GIL no
// overload has the trait that leads here.
#pragma once

#include "../function/record.h"

SUTURE_RUNTIME_BEGIN

/// CPython's critical sections are over one object or two.
static constexpr unsigned locked_max = 2;

#if defined(Py_GIL_DISABLED)
/// The call, in a critical section over the locked arguments: after they are converted and before
/// the result is. A guard that detaches the thread suspends it.
inline int invoke_locked(const overload *o, PyObject *const *args, suture_slot *slots) {
    PyObject *locked[locked_max];
    unsigned n = 0;
    for (unsigned i = 0; i < o->nargs; ++i)
        if (o->arguments[i].arg_flags & suture_arg_lock)
            locked[n++] = args[i];
    int outcome;
    if (n == 2) {
        Py_BEGIN_CRITICAL_SECTION2(locked[0], locked[1]);
        outcome = o->invoke((void *) o->capture, slots, o->thunk);
        Py_END_CRITICAL_SECTION2();
    } else {
        Py_BEGIN_CRITICAL_SECTION(locked[0]);
        outcome = o->invoke((void *) o->capture, slots, o->thunk);
        Py_END_CRITICAL_SECTION();
    }
    return outcome;
}
#endif

/// What run() calls.
SUTURE_HOT_INLINE int invoke_any(const overload *o, [[maybe_unused]] PyObject *const *args,
                                 suture_slot *slots) {
#if defined(Py_GIL_DISABLED)
    if (o->traits & overload_lock)
        return invoke_locked(o, args, slots);
#endif
    return o->invoke((void *) o->capture, slots, o->thunk);
}

SUTURE_RUNTIME_END
