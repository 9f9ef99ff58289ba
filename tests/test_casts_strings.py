# SPDX-License-Identifier: BSD-3-Clause
"""Strings, views and characters there and back."""

import pytest
import test_casts_strings_ext as t

from failing import message

TEXTS = ["", "plain", "é", "日本語", "\N{PILE OF POO}", "a\0b", "x" * 5000]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["string", "view", "wide", "utf16", "utf32", "wide_view"])
def test_text_survives_the_round_trip(name, text):
    assert getattr(t, name)(text) == text


@pytest.mark.parametrize("value", [b"bytes", bytearray(b"x"), 1, None, ["a"], object()])
@pytest.mark.parametrize("name", ["string", "view", "wide", "utf16", "wide_view", "text"])
def test_only_a_str_is_text(name, value):
    with pytest.raises(TypeError):
        getattr(t, name)(value)


def test_a_subclass_of_str_is_text():
    class Text(str):
        pass

    assert t.string(Text("abc")) == "abc"


def test_strings_are_passed_by_value_and_by_pointer():
    assert t.string_by_value("a") == "a!"
    assert t.string_by_pointer("four") == 4


def test_a_null_string_pointer_is_none():
    assert t.string_pointer_result(True) is None
    assert t.string_pointer_result(False) == "static"


def test_a_reference_to_a_pointer_is_the_pointer():
    assert t.string_pointer_reference_result(True) is None
    assert t.string_pointer_reference_result(False) == "static"


def test_a_string_is_utf8():
    assert t.string_size("日本") == 6
    assert t.embedded_zero() == "a\0b"


def test_a_result_that_is_not_utf8_is_an_error():
    with pytest.raises(UnicodeDecodeError):
        t.invalid_utf8()


def test_a_lone_surrogate_is_no_utf8_but_wide_text():
    got = "got str with a lone surrogate, which UTF-8 cannot hold"
    assert message(t.string, "\ud800") == f"string(): argument 1: expected str, {got}"
    assert message(t.text, "\ud800") == f"text(): argument 1: expected str, {got}"
    assert message(t.optional_view, "\ud800") == f"optional_view(): argument 1: expected str | None, {got}"
    assert t.wide("\ud800") == "\ud800"
    assert t.utf16("\ud800") == "\ud800"


def test_utf16_counts_code_units():
    assert t.utf16_size("\N{PILE OF POO}") == 2


def test_a_view_points_into_the_str():
    text = "some text"
    assert t.view_data_is_shared(text, text)


def test_optional_view():
    assert t.optional_view(None) is None
    assert t.optional_view("x") == "x"


def test_views_into_items_made_on_the_fly_stay_valid():
    class Texts:
        def __len__(self):
            return 3

        def __getitem__(self, i):
            if i >= 3:
                raise IndexError
            return str(i) * 100

    assert t.views(Texts()) == "".join(str(i) * 100 for i in range(3))
    assert t.views(["a", "b"]) == "ab"


def test_wide_views_live_as_long_as_the_call():
    assert t.utf16_views("é" * 100, "日") == "é" * 100 + "日"
    assert t.utf16_views("a", None) == "a-"


def test_a_wide_view_cannot_be_had_outside_a_call():
    assert t.cast_utf16_view("abc") is False


def test_characters():
    assert t.character("a") == "a"
    assert t.wide_character("日") == "日"
    assert t.utf16_character("日") == "日"
    assert t.utf32_character("\N{PILE OF POO}") == "\N{PILE OF POO}"


@pytest.mark.parametrize("name", ["character", "wide_character", "utf16_character"])
@pytest.mark.parametrize("value", ["", "ab", 65, b"a"])
def test_a_character_is_a_str_of_length_one(name, value):
    with pytest.raises(TypeError):
        getattr(t, name)(value)


def test_a_character_must_fit():
    with pytest.raises(TypeError):
        t.character("日")
    with pytest.raises(TypeError):
        t.utf16_character("\N{PILE OF POO}")


def test_annotations():
    assert "str" in t.string.__doc__
    assert "str | None" in t.optional_view.__doc__
