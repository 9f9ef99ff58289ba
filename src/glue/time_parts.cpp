// SPDX-License-Identifier: BSD-3-Clause
// Python's datetime types as counts of a C++ unit of time. Counts go through whole seconds and
// microseconds, so that nothing overflows on the way and no digit is lost.
#ifndef SUTURE_GLUE_TIME_PARTS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_TIME_PARTS_CPP

#include "../../include/suture/detail/time_parts.h"

#include <cmath> // floor, isfinite
#if !defined(Py_LIMITED_API)
#    include <datetime.h>
#endif

#include "../../include/suture/detail/items.h"

namespace suture::detail {

/// A span of time, or a time since the epoch: |seconds| + microseconds / 10**6, with a sign.
struct time_parts {
    bool negative;
    uint64_t seconds;
    uint32_t microseconds;
};

// --- access to the datetime module ---------------------------------------------------------------

#if !defined(Py_LIMITED_API)

static inline bool datetime_ready() noexcept {
    if (!PyDateTimeAPI)
        PyDateTime_IMPORT;
    return PyDateTimeAPI != nullptr;
}
static inline PyObject *datetime_class() noexcept {
    return (PyObject *) PyDateTimeAPI->DateTimeType;
}
static inline bool is_delta(PyObject *o) noexcept { return PyDelta_Check(o); }
static inline bool is_datetime(PyObject *o) noexcept { return PyDateTime_Check(o); }
static inline bool is_date(PyObject *o) noexcept { return PyDate_Check(o); }
static inline bool is_time(PyObject *o) noexcept { return PyTime_Check(o); }

static inline void delta_fields(PyObject *o, int *fields) noexcept {
    fields[0] = PyDateTime_DELTA_GET_DAYS(o);
    fields[1] = PyDateTime_DELTA_GET_SECONDS(o);
    fields[2] = PyDateTime_DELTA_GET_MICROSECONDS(o);
}
static inline void date_fields(PyObject *o, int *fields) noexcept {
    fields[0] = PyDateTime_GET_YEAR(o);
    fields[1] = PyDateTime_GET_MONTH(o);
    fields[2] = PyDateTime_GET_DAY(o);
}
static inline int datetime_microsecond(PyObject *o) noexcept {
    return PyDateTime_DATE_GET_MICROSECOND(o);
}
static inline PyObject *delta_new(int days, int seconds, int microseconds) noexcept {
    return PyDelta_FromDSU(days, seconds, microseconds);
}
static inline PyObject *date_new(int year, int month, int day) noexcept {
    return PyDate_FromDate(year, month, day);
}

#else // the stable ABI: by attribute

/// Attribute of the datetime module; NULL with an error. Borrowed: the module holds it.
static inline PyObject *datetime_attribute(const char *name) noexcept {
    PyObject *module = PyImport_ImportModule("datetime");
    PyObject *result = module ? PyObject_GetAttrString(module, name) : nullptr;
    Py_XDECREF(module);
    Py_XDECREF(result);
    return result;
}
static inline bool datetime_ready() noexcept { return datetime_attribute("datetime") != nullptr; }
static inline PyObject *datetime_class() noexcept { return datetime_attribute("datetime"); }

static inline bool is_a(PyObject *o, const char *name) noexcept {
    PyObject *type = datetime_attribute(name);
    int is = type ? PyObject_IsInstance(o, type) : -1;
    return is > 0 || (is < 0 && no_match());
}
static inline bool is_delta(PyObject *o) noexcept { return is_a(o, "timedelta"); }
static inline bool is_datetime(PyObject *o) noexcept { return is_a(o, "datetime"); }
static inline bool is_date(PyObject *o) noexcept { return is_a(o, "date"); }
static inline bool is_time(PyObject *o) noexcept { return is_a(o, "time"); }

static inline int integer_attribute(PyObject *o, const char *name) noexcept {
    PyObject *value = PyObject_GetAttrString(o, name);
    long result = value ? PyLong_AsLong(value) : -1;
    Py_XDECREF(value);
    return (int) result;
}
static inline void delta_fields(PyObject *o, int *fields) noexcept {
    fields[0] = integer_attribute(o, "days");
    fields[1] = integer_attribute(o, "seconds");
    fields[2] = integer_attribute(o, "microseconds");
}
static inline void date_fields(PyObject *o, int *fields) noexcept {
    fields[0] = integer_attribute(o, "year");
    fields[1] = integer_attribute(o, "month");
    fields[2] = integer_attribute(o, "day");
}
static inline int datetime_microsecond(PyObject *o) noexcept {
    return integer_attribute(o, "microsecond");
}
static inline PyObject *delta_new(int days, int seconds, int microseconds) noexcept {
    PyObject *type = datetime_attribute("timedelta");
    return type ? PyObject_CallFunction(type, "iii", days, seconds, microseconds) : nullptr;
}
static inline PyObject *date_new(int year, int month, int day) noexcept {
    PyObject *type = datetime_attribute("date");
    return type ? PyObject_CallFunction(type, "iii", year, month, day) : nullptr;
}

#endif

// --- arithmetic ----------------------------------------------------------------------------------

static inline time_parts parts_from(int64_t seconds, int64_t microseconds) noexcept {
    // `seconds` was rounded down, `microseconds` is what is missing.
    if (seconds >= 0)
        return {false, (uint64_t) seconds, (uint32_t) microseconds};
    bool borrow = microseconds > 0;
    return {true, (uint64_t) -seconds - (borrow ? 1u : 0u),
            (uint32_t) (borrow ? 1000000 - microseconds : 0)};
}

static inline bool ticks_from_real(double ticks, const time_unit &unit,
                                   time_ticks *result) noexcept {
    *result = {unit.floating, 0, ticks};
    if (unit.floating)
        return true;
    ticks = std::floor(ticks + 0.5);
    if (!(ticks > -9223372036854775808.0 && ticks < 9223372036854775808.0))
        return false;
    result->whole = (int64_t) ticks;
    return true;
}

/// Count of units in `t`; a remainder is rounded down if `down`, else towards zero.
static inline bool parts_to_ticks(const time_parts &t, const time_unit &unit, bool down,
                                  time_ticks *result) noexcept {
    const uint64_t million = 1000000, num = (uint64_t) unit.num, den = (uint64_t) unit.den;
    if (!unit.floating && num < INT64_MAX / million && den <= UINT64_MAX / (num * million)) {
        uint64_t whole = t.seconds / num;
        uint64_t scaled = (t.seconds % num * million + t.microseconds) * den;
        uint64_t rest = scaled / (num * million);
        if (whole > ((uint64_t) INT64_MAX - rest) / den)
            return false;
        uint64_t ticks = whole * den + rest;
        if (t.negative && down && scaled % (num * million))
            ++ticks;
        *result = {false, t.negative ? -(int64_t) ticks : (int64_t) ticks, 0};
        return true;
    }
    double seconds = (double) t.seconds + (double) t.microseconds * 1e-6;
    return ticks_from_real(
        (t.negative ? -seconds : seconds) * (double) unit.den / (double) unit.num, unit, result);
}

/// The other way. False with OverflowError or ValueError.
static inline bool ticks_to_parts(const time_ticks &ticks, const time_unit &unit, bool down,
                                  time_parts *t) noexcept {
    const uint64_t million = 1000000, num = (uint64_t) unit.num, den = (uint64_t) unit.den;
    // Far beyond what Python's types hold, and small enough for the arithmetic here.
    const double limit = 1e15;
    bool negative = ticks.floating ? ticks.real < 0 : ticks.whole < 0;
    double seconds = (ticks.floating ? ticks.real : (double) ticks.whole) * (double) unit.num /
                     (double) unit.den;
    if (!(seconds > -limit && seconds < limit)) {
        if (seconds == seconds)
            PyErr_SetString(PyExc_OverflowError, "std::chrono value too large for Python");
        else
            PyErr_SetString(PyExc_ValueError, "std::chrono value is not a number");
        return false;
    }
    bool inexact = false;
    if (ticks.floating || num > UINT64_MAX / den || den > UINT64_MAX / million) {
        // What is finer is cut off, but not what is missing by the rounding of the product.
        double all = std::floor((negative ? -seconds : seconds) * 1e6 * (1 + 0x1p-50));
        t->seconds = (uint64_t) (all / 1e6);
        t->microseconds = (uint32_t) (all - (double) t->seconds * 1e6);
    } else {
        uint64_t count = negative ? ~(uint64_t) ticks.whole + 1 : (uint64_t) ticks.whole;
        uint64_t part = count % den * num;
        t->seconds = count / den * num + part / den;
        t->microseconds = (uint32_t) (part % den * million / den);
        inexact = part % den * million % den != 0;
    }
    t->negative = negative;
    if (negative && down && inexact)
        ++t->microseconds;
    if (t->microseconds >= million) {
        t->microseconds -= (uint32_t) million;
        ++t->seconds;
    }
    return true;
}

/// Seconds rounded down, and the microseconds above them.
static inline int64_t floor_seconds(const time_parts &t, int *microseconds) noexcept {
    int64_t seconds = (int64_t) t.seconds;
    *microseconds = (int) t.microseconds;
    if (!t.negative)
        return seconds;
    if (!t.microseconds)
        return -seconds;
    *microseconds = 1000000 - *microseconds;
    return -seconds - 1;
}

// --- conversions ---------------------------------------------------------------------------------

SUTURE_GLUE bool duration_load(PyObject *source, const time_unit &unit, uint32_t flags,
                               time_ticks *ticks) noexcept {
    if (PyFloat_Check(source))
        return (flags & suture_load_convert) &&
               ticks_from_real(PyFloat_AsDouble(source) * (double) unit.den / (double) unit.num,
                               unit, ticks);
    if (!datetime_ready())
        return no_match();
    if (!is_delta(source))
        return false;
    int fields[3];
    delta_fields(source, fields);
    int64_t seconds = (int64_t) fields[0] * 86400 + fields[1];
    return parts_to_ticks(parts_from(seconds, fields[2]), unit, false, ticks);
}

SUTURE_GLUE PyObject *duration_store(const time_ticks &ticks, const time_unit &unit) noexcept {
    time_parts parts;
    int microseconds;
    if (!datetime_ready() || !ticks_to_parts(ticks, unit, false, &parts))
        return nullptr;
    int64_t seconds = floor_seconds(parts, &microseconds);
    int64_t rest = seconds % 86400, days = seconds / 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    if (days > 999999999 || days < -999999999) {
        PyErr_SetString(PyExc_OverflowError, "std::chrono duration too large for a timedelta");
        return nullptr;
    }
    return delta_new((int) days, (int) rest, microseconds);
}

/// The datetime that stands for `source`: itself, or a new one. New reference; NULL: none.
static inline PyObject *as_datetime(PyObject *source) noexcept {
    if (is_datetime(source)) {
        Py_INCREF(source);
        return source;
    }
    if (is_date(source)) {
        int fields[3];
        date_fields(source, fields);
        return PyObject_CallFunction(datetime_class(), "iii", fields[0], fields[1], fields[2]);
    }
    PyObject *day = is_time(source) ? date_new(1970, 1, 1) : nullptr;
    PyObject *result =
        day ? PyObject_CallMethod(datetime_class(), "combine", "OO", day, source) : nullptr;
    Py_XDECREF(day);
    return result;
}

SUTURE_GLUE bool datetime_load(PyObject *source, const time_unit &unit,
                               time_ticks *ticks) noexcept {
    if (!datetime_ready())
        return no_match();
    PyObject *when = as_datetime(source);
    if (!when)
        return no_match();
    // datetime's own method: it knows time zones and the repeated hour (fold). Its float is exact
    // but for the microseconds, which are read apart.
    int microseconds = datetime_microsecond(when);
    PyObject *stamp = PyObject_CallMethod(datetime_class(), "timestamp", "O", when);
    Py_DECREF(when);
    if (!stamp)
        return no_match();
    double seconds = std::floor(PyFloat_AsDouble(stamp) - microseconds * 1e-6 + 0.5);
    Py_DECREF(stamp);
    return parts_to_ticks(parts_from((int64_t) seconds, microseconds), unit, true, ticks);
}

SUTURE_GLUE PyObject *datetime_store(const time_ticks &ticks, const time_unit &unit) noexcept {
    time_parts parts;
    int microseconds;
    if (!datetime_ready() || !ticks_to_parts(ticks, unit, true, &parts))
        return nullptr;
    int64_t seconds = floor_seconds(parts, &microseconds);
    PyObject *result =
        PyObject_CallMethod(datetime_class(), "fromtimestamp", "L", (long long) seconds);
    if (!result || !microseconds)
        return result;
    PyObject *replace = PyObject_GetAttrString(result, "replace");
    PyObject *none = PyTuple_New(0), *named = Py_BuildValue("{s:i}", "microsecond", microseconds);
    PyObject *exact = replace && none && named ? PyObject_Call(replace, none, named) : nullptr;
    Py_XDECREF(replace);
    Py_XDECREF(none);
    Py_XDECREF(named);
    Py_DECREF(result);
    return exact;
}

SUTURE_GLUE bool date_load(PyObject *source, int *fields) noexcept {
    if (!datetime_ready())
        return no_match();
    if (!is_date(source) || is_datetime(source))
        return false;
    date_fields(source, fields);
    return true;
}

SUTURE_GLUE PyObject *date_store(int year, int month, int day) noexcept {
    return datetime_ready() ? date_new(year, month, day) : nullptr;
}

} // namespace suture::detail

#endif
