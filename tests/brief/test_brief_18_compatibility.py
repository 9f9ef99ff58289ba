# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 18: the six boxes that work the same, and strict types."""

import enum

import pytest
import test_brief_18_compatibility_ext as t


def test_class_binding():
    v = t.Vector(1, y=2)
    assert (v.x, v.y) == (1.0, 2.0)
    assert isinstance(v, t.Vector)


def test_property_binding():
    v = t.Vector(1, 2)
    v.x = 5
    assert v.length == 7.0


def test_function_binding_and_stl_containers():
    assert t.count(words=["a", "b", "a"]) == {"a": 2, "b": 1}


def test_enum_binding():
    assert issubclass(t.Color, enum.Enum)
    assert [member.name for member in t.Color] == ["Red", "Blue"]
    assert t.other(t.Color.Red) is t.Color.Blue
    assert t.Color(4) is t.Color.Blue


def test_operator_overloading():
    v = t.Vector(1, 2)
    assert v + v == v * 2 == t.Vector(2, 4)
    assert -v == t.Vector(-1, -2)
    w = v
    w += v
    assert w is v
    assert v == t.Vector(2, 4)


def test_operators_refuse_other_operands():
    with pytest.raises(TypeError, match="unsupported operand type"):
        t.Vector() + 1
    assert t.Vector() != "x"


@pytest.mark.native
@pytest.mark.parametrize(
    ("f", "value", "expected"),
    [(t.flag, 1, "bool"), (t.whole, 1.0, "int"), (t.whole, "1", "int"), (t.text, b"x", "str")],
)
def test_types_are_strict(f, value, expected):
    with pytest.raises(TypeError, match=rf"argument 1: expected {expected}, got "):
        f(value)
