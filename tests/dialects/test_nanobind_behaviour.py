# SPDX-License-Identifier: BSD-3-Clause
"""The nanobind dialect: what its classes do otherwise than Suture's."""

import warnings

import pytest
import test_nanobind_behaviour_ext as t


def test_a_class_that_defines_eq_keeps_its_hash():
    value = t.Value()
    assert value == t.Value()
    assert hash(value) == object.__hash__(value)


def test_an_object_that_was_given_away_is_warned_of_and_comes_back():
    value = t.make()
    t.take(value)
    with (
        pytest.warns(RuntimeWarning, match="relinquished instance of type 'test_nanobind_behaviour_ext.Value'"),
        pytest.raises(TypeError, match="incompatible function arguments"),
    ):
        value.get()
    assert t.give() is value
    assert value.get() == 1


def test_an_object_of_python_cannot_be_given_away():
    with (
        pytest.warns(RuntimeWarning, match=r"nanobind::detail::nb_relinquish_ownership\(\)"),
        pytest.raises(TypeError, match="incompatible function arguments"),
    ):
        t.take(t.Value())


def test_an_object_without_its_constructor_is_warned_of():
    empty = t.Value.__new__(t.Value)
    with (
        pytest.warns(RuntimeWarning, match="an uninitialized instance of type"),
        pytest.raises(TypeError, match="incompatible function arguments"),
    ):
        empty.get()


def test_a_warning_that_is_an_error_goes_to_the_hook(monkeypatch):
    seen = []
    monkeypatch.setattr("sys.unraisablehook", lambda unraised: seen.append(unraised.exc_value))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TypeError, match="incompatible"):
            t.Value.__new__(t.Value).get()
    assert ["uninitialized" in str(error) for error in seen] == [True]


@pytest.mark.parametrize(
    "bases, text",
    [
        ((t.Closed,), "The type 'test_nanobind_behaviour_ext.Closed' prohibits subclassing!"),
        ((t.Left, t.Right), "'Made' cannot have multiple nanobind bases!"),
        ((), "'Made' requires a nanobind base type!"),
    ],
)
def test_python_classes_are_checked(bases, text):
    metaclass = type(t.Left)
    with pytest.raises(TypeError) as info:
        metaclass("Made", bases, {})
    assert str(info.value) == text
    # What type.__new__ makes is refused when it is used.
    if bases:
        made = type.__new__(metaclass, "Made", bases, {})
        with pytest.raises(TypeError) as info:
            made()
        assert str(info.value) == text


def test_a_mixin_of_python_is_no_second_base():
    class Mixin:
        def extra(self):
            return 7

    class Both(Mixin, t.Left):
        pass

    assert Both().extra() == 7


def test_names_of_the_classes_around_a_class():
    assert type(t.Value).__name__ == "nb_type"
    assert type(vars(t.Value)["count"]).__name__ == "nb_static_property"
    assert isinstance(vars(t.Value)["count"], property)
    assert type(t.square).__module__ == "nanobind"


def test_a_class_that_names_no_base_is_found_by_its_dynamic_type():
    assert type(t.square()) is t.Square


def test_an_int_of_a_bool_is_a_bool():
    assert t.truth() is True
