// SPDX-License-Identifier: BSD-3-Clause
// An array in C++ hands: what it is made of, and what ends with it.
#pragma once

#include <atomic> // the count

#include "../../include/suture/detail/runtime.h"
#include "service.h"

SUTURE_RUNTIME_BEGIN

/// Dimensions of an array without memory of its own for them.
static constexpr int small_ndim = 4;
static constexpr int max_ndim = 128;

/// Memory of one block of `size` bytes that was freed, for the next: most live for one call.
struct spare_memory {
    std::atomic<void *> block;
    size_t size;

    void *take() {
        // LOCK: a block is one thread's from the exchange on.
        if (block.load(std::memory_order_relaxed))
            if (void *spare = block.exchange(nullptr, std::memory_order_acquire))
                return spare;
        return PyMem_RawMalloc(size);
    }
    void give(void *freed) {
        void *none = nullptr;
        if (!block.compare_exchange_strong(none, freed, std::memory_order_release,
                                           std::memory_order_relaxed))
            PyMem_RawFree(freed);
    }
};
extern spare_memory spare_buffer; ///< for a Py_buffer

/// What has to be given back to where an array came from.
enum array_origin : uint8_t { origin_none, origin_buffer, origin_managed, origin_versioned };

/// The interpreter that arrays belong to. It outlives that, as long as one of them does.
struct array_home {
    std::atomic<size_t> count;
    const suture_table *core;
    void *token; ///< for gil_enter
};
/// Count 1. NULL with an error.
array_home *home_new(const suture_table *core);
void home_release(array_home *home);

struct array_object : suture_ndarray {
    std::atomic<size_t> count;
    array_home *home;
    PyObject *self;  ///< the Python object that it was loaded from; strong unless `buffered_self`
    PyObject *owner; ///< what a C++ author named as such, strong
    void *managed;   ///< by `origin`
    array_origin origin;
    bool buffered_self; ///< the Py_buffer has the reference: the garbage collector visits it once
    uint8_t nfields;
    const suture_ndarray_field *fields;
    int64_t sizes[2 * small_ndim]; ///< shape, strides; more of them follow where ndim is larger
};

/// New array of `ndim` dimensions whose shape and strides are to be filled in. NULL with an error.
array_object *array_new(array_home *home, int32_t ndim);
void array_retain(suture_ndarray *array);
void array_release(suture_ndarray *array);

/// Bytes of an element.
inline size_t item_size(dlpack::dtype type) { return ((size_t) type.bits * type.lanes + 7) / 8; }
inline void *array_data(const suture_ndarray *array) {
    return (char *) array->tensor.data + array->tensor.byte_offset;
}

/// Whether a tensor lies without gaps in the order 'C' or 'F', or in either ('A').
bool tensor_is_dense(const dlpack::tensor &tensor, char order);
/// Strides of a dense array.
void dense_strides(int32_t ndim, const int64_t *shape, char order, int64_t *strides);

SUTURE_RUNTIME_END
