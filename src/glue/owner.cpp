// SPDX-License-Identifier: BSD-3-Clause
// Python objects that C++ code holds on any thread: counting, calling, and letting go of them in
// the right interpreter.
#ifndef SUTURE_GLUE_OWNER_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_OWNER_CPP

#include "../../include/suture/detail/owner.h"

#include <atomic> // atomic
#include <new>    // nothrow

namespace suture::detail {

struct object_owner {
    std::atomic<long> count;
    PyObject *object;
    PyInterpreterState *interpreter; ///< to compare; it may be gone
    void *token;
};

SUTURE_GLUE object_owner *owner_new(PyObject *object) noexcept {
    void *token = rt::interp_hold();
    if (!token)
        return nullptr;
    object_owner *owner =
        new (std::nothrow) object_owner{{1}, object, PyInterpreterState_Get(), token};
    if (owner) {
        Py_INCREF(object);
    } else {
        rt::interp_release(token);
        PyErr_NoMemory();
    }
    return owner;
}

SUTURE_GLUE void owner_retain(object_owner *owner) noexcept {
    owner->count.fetch_add(1, std::memory_order_relaxed);
}

SUTURE_GLUE void owner_release(object_owner *owner) noexcept {
    if (owner->count.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    void *state[2];
    if (rt::gil_enter(owner->token, state) == 0) {
        Py_DECREF(owner->object);
        rt::gil_leave(state);
    }
    rt::interp_release(owner->token);
    delete owner;
}

SUTURE_GLUE PyObject *owner_object(const object_owner *owner) noexcept {
    return PyInterpreterState_Get() == owner->interpreter ? owner->object : nullptr;
}

SUTURE_GLUE PyObject *owner_sole_object(const object_owner *owner) noexcept {
    return owner->count.load(std::memory_order_acquire) == 1 ? owner_object(owner) : nullptr;
}

SUTURE_GLUE void *owner_interpreter(const object_owner *owner) noexcept { return owner->token; }

SUTURE_GLUE PyObject *owner_call(const object_owner *owner, PyObject **items, size_t n) noexcept {
#if !defined(Py_LIMITED_API) || Py_LIMITED_API + 0 >= 0x030C0000
    PyObject *result =
        PyObject_Vectorcall(owner->object, items, n | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    for (size_t i = 0; i < n; ++i)
        Py_DECREF(items[i]);
#else
    PyObject *tuple = PyTuple_New((Py_ssize_t) n);
    for (size_t i = 0; i < n; ++i) {
        if (tuple)
            PyTuple_SetItem(tuple, (Py_ssize_t) i, items[i]);
        else
            Py_DECREF(items[i]);
    }
    PyObject *result = tuple ? PyObject_CallObject(owner->object, tuple) : nullptr;
    Py_XDECREF(tuple);
#endif
    return result;
}

SUTURE_GLUE bool ends_with_result(PyObject *result) noexcept {
    void *pointer;
    int ready, owned;
    if (Py_REFCNT(result) > 1)
        return false;
    if (rt::instance_state(result, &pointer, &ready, &owned) < 0) {
        PyErr_Clear();
        return false;
    }
    return owned != 0;
}

} // namespace suture::detail

#endif
