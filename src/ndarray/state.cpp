// SPDX-License-Identifier: BSD-3-Clause
// The array service's state of each interpreter: made on first use, emptied when the interpreter
// ends, and used again.
#include "state.h"

#include "wrapper.h"

SUTURE_RUNTIME_BEGIN

std::atomic<array_state *> recent_state{nullptr};
static std::atomic<array_state *> all_states{nullptr};

#define SUTURE_STATE_NAME "suture.ndarray_state"

static void state_clear(array_state *state) {
    if (state->home)
        home_release(state->home);
    state->home = nullptr;
    Py_CLEAR(state->wrapper_type);
    Py_CLEAR(state->name_dlpack);
    Py_CLEAR(state->name_exchange);
    Py_CLEAR(state->versioned_call);
    Py_CLEAR(state->version);
    Py_CLEAR(state->numpy_array);
    for (PyObject *&maker : state->makers)
        Py_CLEAR(maker);
    state->numpy_api = nullptr;
    state->numpy_refused = false;
    state->python.store(nullptr, std::memory_order_release);
}

/// Runs when the interpreter's dictionary goes.
static void state_capsule_destroy(PyObject *capsule) {
    state_clear((array_state *) PyCapsule_GetPointer(capsule, SUTURE_STATE_NAME));
}

/// A state that is nobody's, now this interpreter's. NULL without memory.
static array_state *state_claim(PyInterpreterState *python) {
    for (array_state *s = all_states.load(std::memory_order_acquire); s; s = s->next) {
        PyInterpreterState *nobody = nullptr;
        if (s->python.compare_exchange_strong(nobody, python, std::memory_order_acq_rel))
            return s;
    }
    void *memory = PyMem_RawCalloc(1, sizeof(array_state));
    if (!memory)
        return nullptr;
    array_state *state = new (memory) array_state();
    state->python.store(python, std::memory_order_relaxed);
    state->next = all_states.load(std::memory_order_relaxed);
    while (!all_states.compare_exchange_weak(state->next, state, std::memory_order_release,
                                             std::memory_order_relaxed)) {
    }
    return state;
}

static bool state_fill(array_state *state, const suture_table *core) {
    state->home = home_new(core);
    state->name_dlpack = PyUnicode_InternFromString("__dlpack__");
    state->name_exchange = PyUnicode_InternFromString("__dlpack_c_exchange_api__");
    state->versioned_call = Py_BuildValue("(s)", "max_version");
    state->version = Py_BuildValue("(ii)", 1, 1);
    state->wrapper_type = wrapper_type_new();
    return state->home && state->name_dlpack && state->name_exchange && state->versioned_call &&
           state->version && state->wrapper_type;
}

SUTURE_COLD array_state *state_make(const suture_table *core) {
    PyInterpreterState *python = PyInterpreterState_Get();
    for (array_state *s = all_states.load(std::memory_order_acquire); s; s = s->next) {
        if (s->python.load(std::memory_order_acquire) == python) {
            recent_state.store(s, std::memory_order_release);
            return s;
        }
    }
    PyObject *dict = PyInterpreterState_GetDict(python);
    if (!dict) {
        internal_error("ndarray", "the interpreter has no dictionary");
        return nullptr;
    }
    array_state *state = state_claim(python);
    if (!state) {
        PyErr_NoMemory();
        return nullptr;
    }
    reference capsule(PyCapsule_New(state, SUTURE_STATE_NAME, state_capsule_destroy));
    if (!capsule) {
        state_clear(state);
        return nullptr;
    }
    if (!state_fill(state, core) || PyDict_SetItemString(dict, SUTURE_STATE_NAME, capsule) < 0)
        return nullptr; // the capsule clears it
    recent_state.store(state, std::memory_order_release);
    return state;
}

#undef SUTURE_STATE_NAME

SUTURE_RUNTIME_END
