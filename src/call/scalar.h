// SPDX-License-Identifier: BSD-3-Clause
// Scalars, text and plain Python objects: between PyObject * and slots, one code at a time.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// Value of an int of exactly that class that fits one machine digit.
SUTURE_HOT_INLINE bool int_compact(PyObject *o, int64_t *value) {
    if (SUTURE_UNLIKELY(!PyLong_CheckExact(o)))
        return false;
#if PY_VERSION_HEX >= 0x030C0000
    const PyLongObject *number = (const PyLongObject *) o;
    if (SUTURE_UNLIKELY(!PyUnstable_Long_IsCompact(number)))
        return false;
    *value = (int64_t) PyUnstable_Long_CompactValue(number);
#else
    Py_ssize_t size = Py_SIZE(o);
    if (SUTURE_UNLIKELY((size_t) (size + 1) > 2))
        return false;
    *value = (int64_t) size * (int64_t) ((PyLongObject *) o)->ob_digit[0];
#endif
    return true;
}

int slot_load(int code, PyObject *source, uint32_t flags, suture_slot *slot);
PyObject *slot_store(int code, const suture_slot *slot);
int array_load(int code, PyObject *const *items, size_t n, uint32_t flags, void *array);
PyObject *array_store(int code, const void *array, size_t n);
PyObject *const *sequence_items(PyObject *source, size_t *n, PyObject **holder);
const char *string_load(PyObject *source, size_t *size, uint32_t flags);

/// After a failed attempt: clears an Exception, lets KeyboardInterrupt, SystemExit and MemoryError
/// through to the caller. Always 0.
int no_match();

/// Smallest and largest value of an integer code, for messages.
void integer_range(int code, long long *low, unsigned long long *high);

SUTURE_RUNTIME_END
