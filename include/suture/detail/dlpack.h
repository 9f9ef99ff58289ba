// SPDX-License-Identifier: BSD-3-Clause
// The binary interface of DLPack (https://dmlc.github.io/dlpack), declared from its specification:
// what array libraries hand to each other. Layouts are the specification's. // ABI: frozen
#pragma once

#include <stddef.h> // size_t
#include <stdint.h> // fixed-width integers

namespace suture::dlpack {

/// What the bits of an element mean. Float8 and smaller are only passed on.
enum class dtype_code : uint8_t {
    Int = 0,
    UInt = 1,
    Float = 2,
    Handle = 3, ///< opaque: here an element of a structured or user-defined type
    Bfloat = 4,
    Complex = 5,
    Bool = 6,
    Float8_e3m4 = 7,
    Float8_e4m3 = 8,
    Float8_e4m3b11fnuz = 9,
    Float8_e4m3fn = 10,
    Float8_e4m3fnuz = 11,
    Float8_e5m2 = 12,
    Float8_e5m2fnuz = 13,
    Float8_e8m0fnu = 14,
    Float6_e2m3fn = 15,
    Float6_e3m2fn = 16,
    Float4_e2m1fn = 17
};

/// Type of an element: `lanes` numbers of `bits` bits each.
struct dtype {
    uint8_t code = 0;   ///< a dtype_code
    uint8_t bits = 0;   ///< of one lane
    uint16_t lanes = 0; ///< 1 but for vector types
    constexpr bool operator==(const dtype &o) const {
        return code == o.code && bits == o.bits && lanes == o.lanes;
    }
    constexpr bool operator!=(const dtype &o) const { return !(*this == o); }
};

/// Where the memory is.
struct device {
    int32_t type = 0;
    int32_t id = 0;
};

/// Shape and place of an array; owns nothing. Strides count elements; NULL means C order.
struct tensor {
    void *data = nullptr;
    dlpack::device device;
    int32_t ndim = 0;
    dlpack::dtype dtype;
    int64_t *shape = nullptr;
    int64_t *strides = nullptr;
    uint64_t byte_offset = 0;
};

/// A tensor and how to end it, as protocols before 1.0 pass it: capsule "dltensor".
struct managed_tensor {
    dlpack::tensor tensor;
    void *context;
    void (*deleter)(managed_tensor *self);
};

struct version {
    uint32_t major, minor;
};

enum : uint64_t { flag_read_only = 1, flag_is_copied = 2 };

/// The same from 1.0 on: capsule "dltensor_versioned".
struct managed_tensor_versioned {
    dlpack::version version;
    void *context;
    void (*deleter)(managed_tensor_versioned *self);
    uint64_t flags;
    dlpack::tensor tensor;
};

/// What a type's `__dlpack_c_exchange_api__` (capsule "dlpack_exchange_api") begins with.
struct exchange_header {
    dlpack::version version;
    exchange_header *previous; ///< an older table, or NULL
};

/// Functions of an array library, from 1.3 on. Objects are PyObject *; 0, or -1 with an error.
struct exchange_api {
    exchange_header header;
    int (*allocate)(tensor *prototype, managed_tensor_versioned **out, void *error_context,
                    void (*set_error)(void *, const char *, const char *));
    int (*from_object)(void *object, managed_tensor_versioned **out);
    int (*to_object)(managed_tensor_versioned *stolen, void **object);
    int (*borrow)(void *object, tensor *out);
    int (*current_stream)(int32_t device_type, int32_t device_id, void **stream);
};

static_assert(sizeof(dtype) == 4 && sizeof(tensor) == 24 + 3 * sizeof(void *),
              "suture: DLPack's layout");
static_assert(offsetof(managed_tensor_versioned, flags) == 8 + 2 * sizeof(void *),
              "suture: DLPack's layout");

} // namespace suture::dlpack
