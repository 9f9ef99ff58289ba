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
    // The tag of an int: the sign in two bits (0: positive), the number of digits from bit 3 on.
    const PyLongObject *number = (const PyLongObject *) o;
    const uintptr_t tag = number->long_value.lv_tag;
    if (SUTURE_LIKELY(tag == 1u << 3)) {
        *value = (int64_t) number->long_value.ob_digit[0];
        return true;
    }
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

/// Smallest value and width of the range of the integer codes, for values of 64 bits.
struct integer_limits {
    int64_t low;
    uint64_t width;
};
inline const integer_limits integer_ranges[8] = {
    {INT8_MIN, UINT8_MAX},   {0, UINT8_MAX},  {INT16_MIN, UINT16_MAX}, {0, UINT16_MAX},
    {INT32_MIN, UINT32_MAX}, {0, UINT32_MAX}, {INT64_MIN, UINT64_MAX}, {0, INT64_MAX}};

inline bool code_is_integer(unsigned code) { return code - suture_code_i8 < 8u; }
SUTURE_HOT_INLINE bool integer_in_range(unsigned code, int64_t v) {
    const integer_limits &limits = integer_ranges[code - suture_code_i8];
    return (uint64_t) v - (uint64_t) limits.low <= limits.width;
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
