// SPDX-License-Identifier: BSD-3-Clause
// std::chrono: a duration is a timedelta (or, by conversion, float seconds), a time of the system
// clock a datetime in local time, a time of another clock the timedelta since its epoch. Python
// counts microseconds: what is finer is cut off on the way there.
#pragma once

#include <chrono>
#include <limits> // numeric_limits

#include "../detail/time_parts.h"

namespace suture::detail {

/// Ticks of num / den seconds as the representation of a C++ duration; false: out of range.
template <class Rep> bool ticks_fit(const time_ticks &ticks, Rep &rep) {
    static_assert(std::is_arithmetic_v<Rep>,
                  "suture: a std::chrono::duration is converted if it counts in an integer or a "
                  "floating point type");
    if constexpr (std::is_floating_point_v<Rep>) {
        rep = (Rep) ticks.real;
        return true;
    } else {
        rep = (Rep) ticks.whole;
        return (int64_t) rep == ticks.whole && (rep < 0) == (ticks.whole < 0);
    }
}
template <class Rep> constexpr time_ticks to_ticks(Rep rep) {
    if constexpr (std::is_floating_point_v<Rep>)
        return {true, 0, (double) rep};
    else
        return {false, (int64_t) rep, 0};
}
template <class Duration>
constexpr time_unit unit_of{(int64_t) Duration::period::num, (int64_t) Duration::period::den,
                            std::is_floating_point_v<typename Duration::rep>};

template <class Rep, class Period> struct type_caster<std::chrono::duration<Rep, Period>> {
    using duration = std::chrono::duration<Rep, Period>;
    SUTURE_TYPE_CASTER(duration, io_name("datetime.timedelta | float", "datetime.timedelta"))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        time_ticks ticks;
        Rep rep;
        if (!duration_load(src.ptr(), unit_of<duration>, flags, &ticks) ||
            !ticks_fit<Rep>(ticks, rep))
            return false;
        value = duration(rep);
        return true;
    }
    static handle from_cpp(const duration &src, rv_policy, cleanup_list *) noexcept {
        return duration_store(to_ticks(src.count()), unit_of<duration>);
    }
};

template <class Clock, class Duration>
struct type_caster<std::chrono::time_point<Clock, Duration>> {
    using time = std::chrono::time_point<Clock, Duration>;
    static constexpr bool is_system = std::is_same_v<Clock, std::chrono::system_clock>;
    SUTURE_TYPE_CASTER(
        time, const_name<is_system>(io_name("datetime.datetime | datetime.date | datetime.time",
                                            "datetime.datetime"),
                                    io_name("datetime.timedelta | float", "datetime.timedelta")))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        time_ticks ticks;
        typename Duration::rep rep;
        bool ok = is_system ? datetime_load(src.ptr(), unit_of<Duration>, &ticks)
                            : duration_load(src.ptr(), unit_of<Duration>, flags, &ticks);
        if (!ok || !ticks_fit<typename Duration::rep>(ticks, rep))
            return false;
        value = time(Duration(rep));
        return true;
    }
    static handle from_cpp(const time &src, rv_policy, cleanup_list *) noexcept {
        time_ticks ticks = to_ticks(src.time_since_epoch().count());
        return is_system ? datetime_store(ticks, unit_of<Duration>)
                         : duration_store(ticks, unit_of<Duration>);
    }
};

#if (__cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)) &&                  \
    (!defined(_GLIBCXX_RELEASE) || _GLIBCXX_RELEASE >= 11)
/// A calendar date.
template <> struct type_caster<std::chrono::year_month_day> {
    SUTURE_TYPE_CASTER(std::chrono::year_month_day, const_name("datetime.date"))
    bool from_python(handle src, uint32_t, cleanup_list *) noexcept {
        int fields[3];
        if (!date_load(src.ptr(), fields))
            return false;
        value = std::chrono::year(fields[0]) / fields[1] / fields[2];
        return true;
    }
    static handle from_cpp(const std::chrono::year_month_day &src, rv_policy,
                           cleanup_list *) noexcept {
        return date_store((int) src.year(), (int) (unsigned) src.month(),
                          (int) (unsigned) src.day());
    }
};
#endif

} // namespace suture::detail
