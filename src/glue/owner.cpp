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
    void *interpreter; ///< to compare; it may be gone
    void *token;
};

/// Memory of one block that was freed, for the next: most callbacks live for one call.
struct spare_block {
    std::atomic<void *> block{nullptr};

    void *take(size_t size) noexcept {
        if (void *spare = block.exchange(nullptr, std::memory_order_acquire))
            return spare;
        return ::operator new(size, std::nothrow);
    }
    void give(void *freed) noexcept {
        void *none = nullptr;
        if (!block.compare_exchange_strong(none, freed, std::memory_order_release,
                                           std::memory_order_relaxed))
            ::operator delete(freed);
    }
};
static spare_block spare_owner, spare_function;

SUTURE_GLUE void *function_allocate(size_t size) {
    void *block = spare_function.take(size);
    if (!block)
        throw std::bad_alloc();
    return block;
}

SUTURE_GLUE void function_free(void *block) noexcept { spare_function.give(block); }

SUTURE_GLUE object_owner *owner_new(PyObject *object) noexcept {
    void *token = rt::interp_hold();
    if (!token)
        return nullptr;
    void *storage = spare_owner.take(sizeof(object_owner));
    if (!storage) {
        rt::interp_release(token);
        PyErr_NoMemory();
        return nullptr;
    }
    Py_INCREF(object);
    return new (storage) object_owner{{1}, object, rt::interp_current(), token};
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
    owner->~object_owner();
    spare_owner.give(owner);
}

SUTURE_GLUE PyObject *owner_object(const object_owner *owner) noexcept {
    return rt::interp_current() == owner->interpreter ? owner->object : nullptr;
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
