# SPDX-License-Identifier: BSD-3-Clause
"""Durations and times there and back."""

import time
from datetime import date, datetime, timedelta, timezone
from datetime import time as clock_time

import pytest
import test_casts_chrono_ext as t
from hypothesis import given
from hypothesis import strategies as st

DELTAS = [
    timedelta(),
    timedelta(seconds=1),
    timedelta(days=1, seconds=2, microseconds=3),
    timedelta(microseconds=-1),
    timedelta(days=-3, microseconds=5),
]


@pytest.fixture(params=["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])
def zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", ["nanoseconds", "microseconds"])
@pytest.mark.parametrize("delta", DELTAS)
def test_a_timedelta_survives_the_round_trip(name, delta):
    assert getattr(t, name)(delta) == delta


@given(st.timedeltas())
def test_any_timedelta_is_microseconds(delta):
    exact = delta // timedelta(microseconds=1)
    if -(2**63) < exact < 2**63:
        assert t.microseconds_count(delta) == exact
        assert t.microseconds_of(exact) == delta
    else:
        with pytest.raises(TypeError):
            t.microseconds(delta)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_any_count_of_nanoseconds(count):
    sign = -1 if count < 0 else 1
    assert t.nanoseconds_of(count) == sign * timedelta(microseconds=abs(count) // 1000)


def test_counts():
    assert t.seconds_count(timedelta(minutes=1)) == 60
    assert t.hours_count(timedelta(days=2)) == 48
    assert t.days_count(timedelta(days=999999999)) == 999999999
    assert t.real_seconds_count(timedelta(milliseconds=1500)) == 1.5
    assert t.real_milliseconds_count(timedelta(milliseconds=1500)) == 1500
    assert t.frames_count(timedelta(seconds=1001)) == 30000
    assert t.frames_of(30000) == timedelta(seconds=1001)


def test_what_is_finer_than_the_unit_is_cut_off():
    assert t.seconds_count(timedelta(seconds=1, microseconds=999999)) == 1
    assert t.seconds_count(timedelta(seconds=-1, microseconds=-999999)) == -1
    assert t.hours_count(timedelta(minutes=-61)) == -1
    assert t.nanoseconds_of(1999) == timedelta(microseconds=1)
    assert t.nanoseconds_of(-1999) == timedelta(microseconds=-1)


def test_floats_are_seconds():
    assert t.nanoseconds_count(1e-9) == 1
    assert t.milliseconds_count(1.5) == 1500
    assert t.microseconds_count(1.001) == 1001000
    assert t.real_seconds_count(0.25) == 0.25
    for wrong in (float("nan"), float("inf"), 1e300):
        with pytest.raises(TypeError):
            t.nanoseconds(wrong)


@pytest.mark.parametrize("function", [t.strict, t.strict_steady])
def test_a_float_is_no_duration_where_nothing_is_converted(function):
    assert function(timedelta(seconds=2)) == timedelta(seconds=2)
    with pytest.raises(TypeError):
        function(2.0)


@pytest.mark.parametrize("function", [t.duration_first, t.double_first])
def test_an_overload_for_double_takes_a_float_whatever_comes_first(function):
    assert function(2.0) == "double"
    assert function(timedelta(seconds=2)) == "duration"


def test_real_seconds_are_cut_off_to_microseconds():
    assert t.real_seconds_of(1.9999999) == timedelta(seconds=1, microseconds=999999)
    assert t.real_seconds_of(-1.9999999) == timedelta(seconds=-1, microseconds=-999999)
    assert t.real_milliseconds_of(0.0019) == timedelta(microseconds=1)
    assert t.real_seconds_of(0.9e-6) == t.real_seconds_of(-0.9e-6) == timedelta()


@given(st.integers(-(10**12), 10**12))
def test_real_seconds_survive_the_round_trip(microseconds):
    delta = timedelta(microseconds=microseconds)
    assert t.real_seconds(delta) == delta
    assert t.real_seconds_of(delta.total_seconds()) == delta
    assert t.real_seconds(delta.total_seconds()) == delta


@pytest.mark.parametrize("value", [1, "1", None, datetime(2020, 1, 1), [1.0]])
def test_other_things_are_no_duration(value):
    with pytest.raises(TypeError):
        t.seconds(value)


def test_a_duration_out_of_range_is_refused():
    with pytest.raises(TypeError):
        t.nanoseconds(timedelta.max)
    with pytest.raises(TypeError):
        t.tiny(timedelta(seconds=128))
    with pytest.raises(TypeError):
        t.unsigned_seconds(timedelta(seconds=-1))
    assert t.tiny_count(timedelta(seconds=-128)) == -128
    assert t.microseconds(timedelta(days=10**6)) == timedelta(days=10**6)


def test_a_result_out_of_range_is_an_overflow_error():
    with pytest.raises(OverflowError):
        t.hours_of(2**62)
    with pytest.raises(OverflowError):
        t.real_seconds_of(1e300)
    with pytest.raises(ValueError):
        t.real_seconds_of(float("nan"))


def test_optionals_and_lists():
    assert t.optional(None) is None
    assert t.optional(1.0) == timedelta(seconds=1)
    assert t.list([1.0, timedelta(1)]) == [timedelta(seconds=1), timedelta(1)]


TIMES = [
    datetime(1970, 1, 1),
    datetime(2024, 2, 29, 12, 34, 56, 789012),
    datetime(1969, 12, 31, 23, 59, 59, 999999),
    datetime(1955, 5, 5, 5, 5, 5, 5),
    datetime(2024, 7, 1, 0, 0, 0, 1),
]


@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize("name", ["time_ns", "time_us", "system_clock"])
def test_a_naive_datetime_survives_the_round_trip(zone, name, when):
    result = getattr(t, name)(when)
    assert result == when and result.tzinfo is None


@pytest.mark.parametrize("when", TIMES)
def test_a_naive_datetime_is_local_time(zone, when):
    expected = when.replace(microsecond=0).timestamp() * 10**6 + when.microsecond
    assert t.time_us_count(when) == expected


@pytest.mark.parametrize("hours", [-11, 0, 1, 5.5])
def test_an_aware_datetime_is_the_instant_that_it_names(zone, hours):
    when = datetime(2024, 2, 29, 12, 0, 0, 5, timezone(timedelta(hours=hours)))
    assert t.time_us_count(when) == when.replace(microsecond=0).timestamp() * 10**6 + 5
    assert t.time_us(when).astimezone(timezone.utc) == when


def test_the_repeated_hour(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    first = datetime(2024, 10, 27, 2, 30, 0, 7)
    second = first.replace(fold=1)
    assert t.time_s_count(second) - t.time_s_count(first) == 3600
    assert t.time_us(second).fold == 1 and t.time_us(first).fold == 0
    monkeypatch.undo()
    time.tzset()


@given(st.datetimes(datetime(1700, 1, 1), datetime(2250, 1, 1), timezones=st.just(timezone.utc)))
def test_any_aware_datetime(when):
    exact = (when - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(microseconds=1)
    assert t.time_ns_count(when) == exact * 1000
    assert t.time_us_count(when) == exact


def test_times_are_rounded_down():
    before = datetime(1969, 12, 31, 23, 59, 59, 1, timezone.utc)
    assert t.time_s_count(before) == -1
    assert t.time_ns_of(-1).microsecond == 999999


def test_a_date_is_its_midnight_and_a_time_is_on_the_first_day(zone):
    assert t.time_us(date(2020, 5, 17)) == datetime(2020, 5, 17)
    assert t.time_us(clock_time(1, 2, 3, 4)) == datetime(1970, 1, 1, 1, 2, 3, 4)


@pytest.mark.parametrize("value", [1, 1.0, "2020-01-01", None, timedelta(1)])
def test_other_things_are_no_time(value):
    with pytest.raises(TypeError):
        t.system_clock(value)


def test_a_time_out_of_range_is_refused():
    with pytest.raises(TypeError):
        t.time_ns(datetime(3000, 1, 1))
    assert t.time_us(datetime(3000, 1, 1)) == datetime(3000, 1, 1)
    with pytest.raises((OverflowError, ValueError)):
        t.time_s_of(2**60)


def test_now():
    assert abs(t.now() - datetime.now()) < timedelta(seconds=10)


def test_a_subclass_of_datetime():
    class Stamp(datetime):
        def timestamp(self):
            raise AssertionError

    assert t.time_us(Stamp(2020, 1, 1)) == datetime(2020, 1, 1)


def test_other_clocks_are_timedeltas():
    assert t.steady(timedelta(seconds=5)) == timedelta(seconds=5)
    assert t.steady(1.5) == timedelta(seconds=1.5)
    assert isinstance(t.steady_now(), timedelta)


def test_annotations():
    assert "datetime.timedelta | float" in t.seconds.__doc__
    assert "-> datetime.timedelta" in t.seconds.__doc__
    assert "-> datetime.datetime" in t.now.__doc__
