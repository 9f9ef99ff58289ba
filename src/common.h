// SPDX-License-Identifier: BSD-3-Clause
// What every file of the runtime includes: CPython, the ABI and a few small tools. No concepts.
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#    define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <cstddef>        // offsetof, size_t
#include <cstdint>        // fixed-width integers
#include <cstring>        // memcpy, strcmp
#include <exception>      // exception_ptr
#include <new>            // placement new, align_val_t
#include <structmember.h> // PyMemberDef's T_PYSSIZET before 3.12
#include <typeinfo>       // type_info

#include "../include/suture/abi.h"

#if PY_VERSION_HEX < 0x030A0000 // CPython 3.9 has none of these
static inline PyObject *suture_new_ref(PyObject *o) {
    Py_INCREF(o);
    return o;
}
#    define Py_NewRef(o) suture_new_ref((PyObject *) (o))
#    if !defined(Py_IS_TYPE)
#        define Py_IS_TYPE(o, t) (Py_TYPE(o) == (t))
#    endif
#    define Py_XNewRef(o) ((o) ? suture_new_ref((PyObject *) (o)) : nullptr)
#endif

// All of the runtime lives between these two. Where the header emits the runtime (include-only
// linking) it has internal linkage, so that only the translation unit that uses it carries code.
#if defined(SUTURE_RUNTIME_INLINE)
#    define SUTURE_RUNTIME_BEGIN                                                                   \
        namespace suture {                                                                         \
        namespace {                                                                                \
        namespace rt {
#    define SUTURE_RUNTIME_END                                                                     \
        }                                                                                          \
        }                                                                                          \
        }
#else
#    define SUTURE_RUNTIME_BEGIN                                                                   \
        namespace suture {                                                                         \
        namespace rt {
#    define SUTURE_RUNTIME_END                                                                     \
        }                                                                                          \
        }
#endif

#if defined(__GNUC__)
#    define SUTURE_LIKELY(x) __builtin_expect(!!(x), 1)
#    define SUTURE_UNLIKELY(x) __builtin_expect(!!(x), 0)
#    define SUTURE_HOT_INLINE inline __attribute__((always_inline))
#    define SUTURE_COLD __attribute__((noinline, cold))
#    if !defined(SUTURE_NOINLINE)
#        define SUTURE_NOINLINE __attribute__((noinline))
#    endif
#else
#    define SUTURE_LIKELY(x) (x)
#    define SUTURE_UNLIKELY(x) (x)
#    define SUTURE_HOT_INLINE inline
#    define SUTURE_COLD
#    if !defined(SUTURE_NOINLINE)
#        define SUTURE_NOINLINE
#    endif
#endif

SUTURE_RUNTIME_BEGIN

/// Growable array of trivially copyable items; grows by doubling, never throws.
template <class T> struct array {
    T *data = nullptr;
    uint32_t size = 0, capacity = 0;

    bool push(const T &item) {
        if (size == capacity) {
            uint32_t wanted = capacity ? capacity * 2 : 4;
            void *grown = PyMem_RawRealloc(data, wanted * sizeof(T));
            if (!grown) {
                PyErr_NoMemory();
                return false;
            }
            data = (T *) grown;
            capacity = wanted;
        }
        data[size++] = item;
        return true;
    }
    void remove(uint32_t i) {
        for (--size; i < size; ++i)
            data[i] = data[i + 1];
    }
    void free() {
        PyMem_RawFree(data);
        data = nullptr;
        size = capacity = 0;
    }
    T *begin() const { return data; }
    T *end() const { return data + size; }
};

/// Owns one reference. For cold code with several exits; hot code counts by hand.
struct reference {
    PyObject *object;

    explicit reference(PyObject *stolen = nullptr) : object(stolen) {}
    reference(const reference &) = delete;
    reference &operator=(const reference &) = delete;
    ~reference() { Py_XDECREF(object); }
    explicit operator bool() const { return object != nullptr; }
    operator PyObject *() const { return object; }
    PyObject *release() {
        PyObject *result = object;
        object = nullptr;
        return result;
    }
    void reset(PyObject *stolen) {
        PyObject *old = object;
        object = stolen;
        Py_XDECREF(old);
    }
};

/// Rounds up to a power-of-two alignment.
inline size_t align_up(size_t n, size_t align) { return (n + align - 1) & ~(align - 1); }

/// Sets SystemError for an inconsistency of the runtime itself; `where` names the function.
inline void internal_error(const char *where, const char *what) {
    PyErr_Format(PyExc_SystemError, "suture: %s: %s", where, what);
}

SUTURE_RUNTIME_END
