// SPDX-License-Identifier: BSD-3-Clause
// What the array service keeps per interpreter: names, the type of exported arrays, what it found
// out about NumPy and other libraries.
#pragma once

#include "array.h"

SUTURE_RUNTIME_BEGIN

struct array_state {
    /// Whose it is; NULL: nobody's, to be used again. A state is never freed, so that a stale
    /// pointer to one can be looked at.
    std::atomic<PyInterpreterState *> python;
    array_state *next;
    array_home *home;
    PyTypeObject *wrapper_type;
    PyObject *name_dlpack, *name_exchange;
    PyObject *versioned_call;  ///< ("max_version",)
    PyObject *version;         ///< (1, 1)
    PyTypeObject *numpy_array; ///< once NumPy was found to be as we know it
    void **numpy_api;
    bool numpy_refused;
    PyObject *makers[suture_ndarray_frameworks]; ///< a library's function that makes an array
};

extern std::atomic<array_state *> recent_state;
/// NULL with an error.
array_state *state_make(const suture_table *core);

/// The state of the current interpreter. NULL with an error.
SUTURE_HOT_INLINE array_state *state_get(const suture_table *core) {
    array_state *state = recent_state.load(std::memory_order_acquire);
    if (SUTURE_LIKELY(state &&
                      state->python.load(std::memory_order_relaxed) == PyInterpreterState_Get()))
        return state;
    return state_make(core);
}

SUTURE_RUNTIME_END
