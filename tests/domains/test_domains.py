# SPDX-License-Identifier: BSD-3-Clause
"""Modules of different domains bind the same C++ types side by side."""

import doctest
import warnings
from pathlib import Path

import pytest

from failing import message

with warnings.catch_warnings(record=True) as issued:
    warnings.simplefilter("always")
    import test_domains_debug_ext as debug
    import test_domains_default_ext as default
    import test_domains_guest_ext as guest
    import test_domains_other_ext as other

APART = [(default, other), (other, default), (default, debug), (debug, default), (debug, other), (other, debug)]


def test_the_session_prints_what_the_guide_shows():
    path = str(Path(__file__).with_name("domains.pycon"))
    assert doctest.testfile(path, module_relative=False)[0] == 0


def test_no_binding_is_a_second_one():
    assert [str(w.message) for w in issued] == []


@pytest.mark.parametrize("module", [default, other, debug])
def test_each_domain_works_by_itself(module):
    shape = module.Shape(3)
    shape.sides += 2
    assert module.sides(shape) == 5
    assert type(module.make(6)) is module.Shape
    assert module.color_value(module.Color.Green) == 1


@pytest.mark.parametrize(("one", "two"), APART)
def test_an_instance_of_another_domain_is_no_argument(one, two):
    assert message(one.sides, two.Shape(3)) == (
        f"sides(): argument 1: expected {one.__name__}.Shape, got {two.__name__}.Shape"
    )


@pytest.mark.parametrize(("one", "two"), APART)
def test_an_object_of_another_domain_gets_an_instance_of_its_own(one, two):
    shape = two.Shape(7)
    seen = one.at(two.address(shape))
    assert type(seen) is one.Shape
    assert two.at(two.address(shape)) is shape


@pytest.mark.parametrize("module", [default, other, debug])
def test_the_dynamic_type_is_looked_up_in_the_domain(module):
    assert type(module.make_square()) is module.Square
    assert type(module.share_square()) is module.Square


@pytest.mark.parametrize(("one", "two"), APART)
def test_a_member_of_another_domains_enumeration_is_no_argument(one, two):
    assert message(one.color_value, two.Color.Red) == (
        f"color_value(): argument 1: expected {one.__name__}.Color, got Color"
    )
    assert one.green() is one.Color.Green


def test_modules_of_one_domain_share_its_types():
    assert guest.sides(other.Shape(8)) == 8
    assert type(guest.make(2)) is other.Shape
    assert type(guest.make_square()) is other.Square
    assert guest.green() is other.Color.Green
    shape = other.Shape(1)
    assert guest.at(guest.address(shape)) is shape


def test_translators_see_the_exceptions_of_their_domain():
    assert message(other.fail, 1, error=RuntimeError) == "other: 1"
    assert message(guest.fail, 2, error=RuntimeError) == "other: 2"
    assert message(debug.fail, 3, error=RuntimeError) == "debug: 3"


def test_translators_do_not_see_those_of_another_domain():
    assert message(default.fail, 1, error=SystemError) == "unknown C++ exception of type shapes::failure"


def test_a_python_class_over_classes_of_two_domains():
    class Both(default.Shape, other.Square):
        def __init__(self):
            default.Shape.__init__(self, 9)
            other.Square.__init__(self)

    both = Both()
    assert (default.sides(both), other.sides(both)) == (9, 4)
