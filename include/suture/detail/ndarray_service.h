// SPDX-License-Identifier: BSD-3-Clause
// The service that takes arrays from Python and gives them back: a table of its own, which the
// first module that uses arrays brings to the interpreter's runtime. Frozen like abi.h.
#pragma once

#include "../abi.h"
#include "dlpack.h"

struct suture_table;
struct suture_ndarray_service;

/// What a result becomes in Python.
enum suture_ndarray_framework {
    suture_ndarray_none = 0, ///< a capsule "dltensor"
    suture_ndarray_numpy,
    suture_ndarray_pytorch,
    suture_ndarray_tensorflow,
    suture_ndarray_jax,
    suture_ndarray_cupy,
    suture_ndarray_mlx,
    suture_ndarray_memview,
    suture_ndarray_array_api, ///< an object with __dlpack__ and the buffer protocol
    suture_ndarray_frameworks
};

/// A member of a structured element type; `dtype.lanes` numbers one after another.
typedef struct suture_ndarray_field {
    const char *name;
    uint32_t offset;
    suture::dlpack::dtype dtype;
} suture_ndarray_field;

/// What the template arguments of an ndarray ask for. Zero, but for ndim, means: anything.
typedef struct suture_ndarray_config {
    suture::dlpack::dtype dtype;
    int32_t ndim; ///< -1: any
    int32_t device_type;
    uint8_t order;     ///< 'C', 'F', 'A' (one of the two) or 0
    uint8_t read_only; ///< an array that must not be written to will do
    uint8_t framework; ///< suture_ndarray_framework
    uint8_t nfields;
    const int64_t *shape; ///< -1: any
    const suture_ndarray_field *fields;
    const char *dtype_name;
} suture_ndarray_config;

/// An array in C++ hands, counted; any thread may count, attached or not. // ABI: frozen
typedef struct suture_ndarray {
    suture::dlpack::tensor tensor; ///< shape and strides are its own, strides never NULL
    const struct suture_ndarray_service *service;
    uint8_t read_only;
} suture_ndarray;

/// An array that C++ describes. `strides` (of elements) may be NULL: then `order` decides.
typedef struct suture_ndarray_spec {
    void *data;
    size_t ndim;
    const int64_t *shape;
    const int64_t *strides;
    struct _object *owner; ///< kept alive, or NULL
    suture::dlpack::dtype dtype;
    int32_t device_type, device_id;
    uint64_t byte_offset;
    uint8_t order, read_only, nfields;
    const suture_ndarray_field *fields;
} suture_ndarray_spec;

/// Table of the service "suture.ndarray.1". The caller is attached, but for retain and release.
typedef struct suture_ndarray_service {
    uint32_t size;
    /// Array of a Python object: 1, or 0; with suture_load_explain then a TypeError says why.
    int (*load)(const struct suture_table *core, const suture_ndarray_config *config,
                struct _object *source, uint32_t flags, suture_ndarray **result);
    /// NULL with an error.
    suture_ndarray *(*create)(const struct suture_table *core, const suture_ndarray_spec *spec);
    /// Python object of an array: new reference, or NULL with an error.
    struct _object *(*store)(const struct suture_table *core, suture_ndarray *array, int framework,
                             int policy, suture_context *context);
    void (*retain)(suture_ndarray *array);
    void (*release)(suture_ndarray *array);
    /// The object that the array came from or that owns it, borrowed; NULL if there is none.
    /// With `sole` also if others hold the array.
    struct _object *(*object)(const suture_ndarray *array, int sole);
    /// Whether load could take the object for an array, whatever its type and shape.
    int (*check)(const struct suture_table *core, struct _object *source);
} suture_ndarray_service;
