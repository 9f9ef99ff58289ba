# SPDX-License-Identifier: BSD-3-Clause
"""What C++20 adds, there and back: dates, spans and UTF-8 strings."""

from datetime import date, datetime, timezone

import pytest
import test_casts_cpp20_ext as t

TEXTS = ["", "plain", "é", "日本語", "\N{PILE OF POO}", "a\0b", "x" * 5000]


@pytest.mark.skipif(not hasattr(t, "date"), reason="this compiler and library have no dates")
def test_dates():
    assert t.date(date(2024, 2, 29)) == date(2024, 2, 29)
    assert t.sys_days(datetime(2024, 2, 29, 23, 59, tzinfo=timezone.utc)) == date(2024, 2, 29)
    with pytest.raises(TypeError):
        t.date(datetime(2024, 2, 29))


@pytest.mark.skipif(not hasattr(t, "span_int"), reason="this compiler and library have no std::span")
def test_span():
    assert t.span_int((1, 2)) == [1, 2]
    assert t.span_three([1, 2, 3]) == 6
    assert t.span_string(["a", "b"]) == ["a", "b"]
    assert t.span_result() == [1, 2, 3]
    assert t.cast_span([1]) is False
    with pytest.raises(TypeError):
        t.span_three([1, 2])


@pytest.mark.skipif(not hasattr(t, "utf8"), reason="this compiler and library have no char8_t")
@pytest.mark.parametrize("text", TEXTS)
def test_u8string(text):
    assert t.utf8(text) == text
    assert t.utf8_view(text) == text
