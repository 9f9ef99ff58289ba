// SPDX-License-Identifier: BSD-3-Clause
// Attaching threads to interpreters and detaching them. A token names an interpreter for longer
// than it may live; attaching by token, a callback runs where it was made and not, as with
// PyGILState_Ensure, in the main interpreter.
#include <atomic>

#if !defined(_WIN32)
#    include <unistd.h> // pause
#endif

#include "gil.h"
#include "interpreter.h"

SUTURE_RUNTIME_BEGIN

// PEP 788: attaching that cannot race with finalization.
#if PY_VERSION_HEX >= 0x030F0000
#    define SUTURE_INTERPRETER_VIEW 1
#endif

struct interpreter_token {
    std::atomic<long> references;
    std::atomic<bool> alive;
    PyInterpreterState *interp;
#if defined(SUTURE_INTERPRETER_VIEW)
    PyInterpreterView *view;
#endif
};

/// What gil_leave has to do; state[0] of gil_enter.
enum gil_undo : uintptr_t {
    gil_undo_nothing,
    gil_undo_detach,  ///< state[1]: what `gil_detached` was
    gil_undo_delete,  ///< the thread state was made for the occasion
    gil_undo_switch,  ///< state[1]: thread state of another interpreter that was current
    gil_undo_release, ///< PyGILState_Release, of state[1]
    gil_undo_view     ///< PyThreadState_Release, of state[1]
};

/// Thread state that the runtime last detached from this thread.
static thread_local PyThreadState *detached_here;
PyThreadState **gil_detached_here() { return &detached_here; }
static PyThreadState *&gil_detached() { return *process->detached(); }

static bool python_is_finalizing() {
#if PY_VERSION_HEX >= 0x030D0000
    return Py_IsFinalizing() != 0;
#else
    return _Py_IsFinalizing() != 0;
#endif
}

/// Attaches. CPython before 3.14 ends a thread that comes back while the interpreter is finalizing,
/// by unwinding its stack: C++ would terminate in the first noexcept function. Such a thread stops
/// here for ever instead, as from 3.14 on it does in CPython itself.
static void restore_thread(PyThreadState *state) {
#if PY_VERSION_HEX < 0x030E0000 && defined(__GNUC__) && !defined(_WIN32)
    try {
        PyEval_RestoreThread(state);
    } catch (...) {
        for (;;)
            pause();
    }
#else
    PyEval_RestoreThread(state);
#endif
}

/// The thread state that is attached to the calling thread, or NULL.
static PyThreadState *attached_thread_state() {
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked();
#elif PY_VERSION_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet();
#else
    // Up to 3.11 this is whichever thread state holds the GIL. One that was made in a
    // sub-interpreter is not the one that the thread is registered with.
    PyThreadState *current = _PyThreadState_UncheckedGet();
    if (!current)
        return nullptr;
    PyThreadState *registered = PyGILState_GetThisThreadState();
    if (current == registered)
        return current;
    return registered && current->thread_id == PyThread_get_thread_ident() ? current : nullptr;
#endif
}

static void token_release(interpreter_token *token) {
    if (--token->references)
        return;
#if defined(SUTURE_INTERPRETER_VIEW)
    PyInterpreterView_Close(token->view);
#endif
    token->~interpreter_token();
    PyMem_RawFree(token);
}

#define SUTURE_TOKEN_NAME "suture.interpreter_token"

/// Runs when the interpreter's dictionary goes.
static void token_capsule_destroy(PyObject *capsule) {
    auto *token = (interpreter_token *) PyCapsule_GetPointer(capsule, SUTURE_TOKEN_NAME);
    token->alive = false;
    token_release(token);
}

static interpreter_token *token_new(PyObject *dict, PyObject *key) {
    void *storage = PyMem_RawMalloc(sizeof(interpreter_token));
    if (!storage) {
        PyErr_NoMemory();
        return nullptr;
    }
    auto *token = new (storage) interpreter_token;
    token->references = 1;
    token->alive = true;
    token->interp = PyInterpreterState_Get();
#if defined(SUTURE_INTERPRETER_VIEW)
    token->view = PyInterpreterView_FromCurrent();
    if (!token->view) {
        PyMem_RawFree(token);
        return nullptr;
    }
#endif
    reference capsule(PyCapsule_New(token, SUTURE_TOKEN_NAME, token_capsule_destroy));
    if (!capsule) {
        token_release(token);
        return nullptr;
    }
    return PyDict_SetItem(dict, key, capsule) < 0 ? nullptr : token;
}

void *interp_hold() {
    interpreter *state = interpreter_current();
    if (state && state->token) {
        ++((interpreter_token *) state->token)->references;
        return state->token;
    }
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    reference key(dict ? PyUnicode_InternFromString(SUTURE_TOKEN_NAME) : nullptr);
    if (!key) {
        if (!PyErr_Occurred())
            internal_error("interp_hold", "the interpreter has no dictionary");
        return nullptr;
    }
    interpreter_token *token;
    if (PyObject *capsule = PyDict_GetItemWithError(dict, key)) // REF: borrowed
        token = (interpreter_token *) PyCapsule_GetPointer(capsule, SUTURE_TOKEN_NAME);
    else
        token = PyErr_Occurred() ? nullptr : token_new(dict, key);
    if (token)
        ++token->references;
    if (state)
        state->token = token;
    return token;
}
#undef SUTURE_TOKEN_NAME

void interp_release(void *token) {
    if (token)
        token_release((interpreter_token *) token);
}

/// Attaches a detached thread.
static SUTURE_NOINLINE int gil_attach(interpreter_token *token, void **state) {
    if (!Py_IsInitialized() || python_is_finalizing() || (token && !token->alive))
        return -1;
    PyThreadState *known = gil_detached();
    if (!known || (token && PyThreadState_GetInterpreter(known) != token->interp))
        known = PyGILState_GetThisThreadState();
    if (known && (!token || PyThreadState_GetInterpreter(known) == token->interp)) {
        state[0] = (void *) gil_undo_detach;
        state[1] = gil_detached();
        restore_thread(known);
        gil_detached() = nullptr;
        return 0;
    }
#if defined(SUTURE_INTERPRETER_VIEW)
    PyInterpreterView *view = token ? token->view : PyInterpreterView_FromMain();
    PyThreadStateToken *entered = view ? PyThreadState_EnsureFromView(view) : nullptr;
    if (!token && view)
        PyInterpreterView_Close(view);
    state[0] = (void *) gil_undo_view;
    state[1] = (void *) entered;
    return entered ? 0 : -1;
#else
    if (!token) {
        state[0] = (void *) gil_undo_release;
        state[1] = (void *) (uintptr_t) PyGILState_Ensure();
        return 0;
    }
    PyThreadState *made = PyThreadState_New(token->interp);
    if (!made)
        return -1;
    restore_thread(made);
    state[0] = (void *) gil_undo_delete;
    return 0;
#endif
}

/// Switches an attached thread to another interpreter.
SUTURE_COLD static int gil_switch(interpreter_token *token, PyThreadState *current, void **state) {
    if (!token->alive)
        return -1;
    PyThreadState *made = PyThreadState_New(token->interp);
    if (!made)
        return -1;
    state[0] = (void *) gil_undo_switch;
    state[1] = current;
    PyThreadState_Swap(made);
    return 0;
}

int gil_enter(void *token_, void **state) {
    auto *token = (interpreter_token *) token_;
    PyThreadState *current = attached_thread_state();
    if (SUTURE_UNLIKELY(!current))
        return gil_attach(token, state);
    state[0] = (void *) gil_undo_nothing;
    if (SUTURE_LIKELY(!token || PyThreadState_GetInterpreter(current) == token->interp))
        return 0;
    return gil_switch(token, current, state);
}

static SUTURE_NOINLINE void gil_undo_entered(void **state) {
    switch ((gil_undo) (uintptr_t) state[0]) {
        case gil_undo_nothing: break;
        case gil_undo_detach:
            PyEval_SaveThread();
            gil_detached() = (PyThreadState *) state[1];
            break;
        case gil_undo_delete:
            PyThreadState_Clear(PyThreadState_Get());
            PyThreadState_DeleteCurrent();
            break;
        case gil_undo_switch: {
            PyThreadState *made = PyThreadState_Get();
            PyThreadState_Clear(made);
            PyThreadState_Swap((PyThreadState *) state[1]);
            PyThreadState_Delete(made);
            break;
        }
        case gil_undo_release: PyGILState_Release((PyGILState_STATE) (uintptr_t) state[1]); break;
        case gil_undo_view:
#if defined(SUTURE_INTERPRETER_VIEW)
            PyThreadState_Release((PyThreadStateToken *) state[1]);
#endif
            break;
    }
}

void gil_leave(void **state) {
    if (SUTURE_UNLIKELY((gil_undo) (uintptr_t) state[0] != gil_undo_nothing))
        gil_undo_entered(state);
}

bool gil_attached() { return attached_thread_state() != nullptr; }

void *gil_detach() {
    if (!attached_thread_state())
        return nullptr;
    return gil_detached() = PyEval_SaveThread();
}

void gil_reattach(void *state) {
    if (!state)
        return;
    restore_thread((PyThreadState *) state);
    gil_detached() = nullptr;
}

void *gil_detach_to_destroy() {
    return python_is_finalizing() || !interpreter_current() ? nullptr : gil_detach();
}

void *gil_released_life(int op, void *object, void *life) {
    struct released {
        void *state = gil_detach_to_destroy();
        ~released() { gil_reattach(state); }
    } here;
    return ((suture_life) life)(op, object, nullptr);
}

#undef SUTURE_INTERPRETER_VIEW

SUTURE_RUNTIME_END
