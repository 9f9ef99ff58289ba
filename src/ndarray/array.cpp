// SPDX-License-Identifier: BSD-3-Clause
// The life of an array in C++ hands: counted on any thread, ended in its interpreter.
#include "array.h"

SUTURE_RUNTIME_BEGIN

static spare_memory spare_array{{nullptr}, sizeof(array_object)};
spare_memory spare_buffer{{nullptr}, sizeof(Py_buffer)};

static void *array_allocate(int32_t ndim) {
    if (ndim > small_ndim)
        return PyMem_RawMalloc(sizeof(array_object) + 2 * (size_t) ndim * sizeof(int64_t));
    return spare_array.take();
}

static void array_free(array_object *array) {
    if (array->tensor.ndim > small_ndim)
        PyMem_RawFree(array);
    else
        spare_array.give(array);
}

array_home *home_new(const suture_table *core) {
    void *token = core->interp_hold();
    void *memory = token ? PyMem_RawMalloc(sizeof(array_home)) : nullptr;
    if (!memory) {
        if (token) {
            core->interp_release(token);
            PyErr_NoMemory();
        }
        return nullptr;
    }
    return new (memory) array_home{{1}, core, token};
}

void home_release(array_home *home) {
    if (home->count.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    home->core->interp_release(home->token);
    PyMem_RawFree(home);
}

array_object *array_new(array_home *home, int32_t ndim) {
    void *memory = array_allocate(ndim);
    if (!memory) {
        PyErr_NoMemory();
        return nullptr;
    }
    array_object *array = new (memory) array_object;
    array->tensor.ndim = ndim;
    array->tensor.byte_offset = 0;
    array->tensor.shape = ndim > small_ndim ? (int64_t *) (array + 1) : array->sizes;
    array->tensor.strides = array->tensor.shape + ndim;
    array->service = &array_service;
    array->read_only = 0;
    array->count.store(1, std::memory_order_relaxed);
    home->count.fetch_add(1, std::memory_order_relaxed);
    array->home = home;
    array->self = array->owner = nullptr;
    array->managed = nullptr;
    array->origin = origin_none;
    array->buffered_self = false;
    array->fields = nullptr;
    array->nfields = 0;
    return array;
}

void array_retain(suture_ndarray *array) {
    ((array_object *) array)->count.fetch_add(1, std::memory_order_relaxed);
}

/// Gives back what came from a protocol. A deleter may run Python code; an error that is set, that
/// of a call which ends, survives it.
static SUTURE_NOINLINE void end_origin(array_object *array) {
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    if (PyErr_Occurred())
        PyErr_Fetch(&type, &value, &traceback);
    switch (array->origin) {
        case origin_none: break;
        case origin_buffer:
            PyBuffer_Release((Py_buffer *) array->managed);
            spare_buffer.give(array->managed);
            break;
        case origin_managed: {
            auto *managed = (dlpack::managed_tensor *) array->managed;
            if (managed->deleter)
                managed->deleter(managed);
            break;
        }
        case origin_versioned: {
            auto *managed = (dlpack::managed_tensor_versioned *) array->managed;
            if (managed->deleter)
                managed->deleter(managed);
            break;
        }
    }
    if (type)
        PyErr_Restore(type, value, traceback);
}

void array_release(suture_ndarray *array_) {
    auto *array = (array_object *) array_;
    if (array->count.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    if (array->self || array->owner || array->origin != origin_none) {
        void *state[2];
        // Where the interpreter is gone, so are the objects, and whose memory it was.
        if (array->home->core->gil_enter(array->home->token, state) == 0) {
            if (SUTURE_UNLIKELY(array->origin != origin_none))
                end_origin(array);
            if (!array->buffered_self)
                Py_XDECREF(array->self);
            Py_XDECREF(array->owner);
            array->home->core->gil_leave(state);
        }
    }
    home_release(array->home);
    array_free(array);
}

/// Dimensions of one element may have any stride, and arrays without elements any strides.
bool tensor_is_dense(const dlpack::tensor &t, char order) {
    if (order == 'A')
        return tensor_is_dense(t, 'C') || tensor_is_dense(t, 'F');
    int64_t expected = 1;
    bool dense = true;
    for (int32_t i = 0; i < t.ndim; ++i) {
        const int32_t axis = order == 'F' ? i : t.ndim - 1 - i;
        if (t.shape[axis] == 0)
            return true;
        dense = dense && (t.shape[axis] == 1 || t.strides[axis] == expected);
        expected *= t.shape[axis];
    }
    return dense;
}

void dense_strides(int32_t ndim, const int64_t *shape, char order, int64_t *strides) {
    int64_t stride = 1;
    for (int32_t i = 0; i < ndim; ++i) {
        const int32_t axis = order == 'F' ? i : ndim - 1 - i;
        strides[axis] = stride;
        stride *= shape[axis];
    }
}

SUTURE_RUNTIME_END
