// SPDX-License-Identifier: BSD-3-Clause
// Python's datetime types as counts of a C++ unit of time; see src/glue/time_parts.cpp.
#pragma once

#include "../cast.h"

namespace suture::detail {

/// A unit of num / den seconds, counted in integers or in floating point.
struct time_unit {
    int64_t num, den;
    bool floating;
};
/// A count of such units: `real` of a floating unit, else `whole`.
struct time_ticks {
    bool floating;
    int64_t whole;
    double real;
};

/// Count of a timedelta, or of a float of seconds. False without an error: it is neither, or out
/// of range. Integers are rounded towards zero.
SUTURE_GLUE bool duration_load(PyObject *source, const time_unit &unit, uint32_t flags,
                               time_ticks *ticks) noexcept;
/// timedelta. OverflowError or ValueError if it cannot hold the count.
SUTURE_GLUE PyObject *duration_store(const time_ticks &ticks, const time_unit &unit) noexcept;

/// Count since the epoch of a datetime (naive: local time), of a date (its midnight), or of a time
/// (on the first of January 1970). False without an error. Integers are rounded down.
SUTURE_GLUE bool datetime_load(PyObject *source, const time_unit &unit, time_ticks *ticks) noexcept;
/// Naive datetime in local time.
SUTURE_GLUE PyObject *datetime_store(const time_ticks &ticks, const time_unit &unit) noexcept;

/// Year, month and day of a date (no datetime). False without an error.
SUTURE_GLUE bool date_load(PyObject *source, int *fields) noexcept;
SUTURE_GLUE PyObject *date_store(int year, int month, int day) noexcept;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/time_parts.cpp"
#endif
