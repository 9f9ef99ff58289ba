# SPDX-License-Identifier: BSD-3-Clause
"""Operators: by their C++ spelling and as special methods, in the slots of the class."""

import operator

import pytest
import test_operators_ext as t
from hypothesis import given
from hypothesis import strategies as st
from test_operators_ext import Base, Derived, DerivedReflected, Number, Special

from failing import assert_fails, message

BINARY = ["add", "sub", "mul", "mod", "lshift", "rshift", "and_", "or_", "xor"]
IN_PLACE = ["iadd", "isub", "imul", "imod", "ilshift", "irshift", "iand", "ior", "ixor"]
COMPARISONS = ["eq", "ne", "lt", "le", "gt", "ge"]


# --- by their C++ spelling ------------------------------------------------------------------------


@pytest.mark.parametrize("name", BINARY)
def test_a_binary_operator(name):
    f = getattr(operator, name)
    assert f(Number(12), Number(5)).x == f(12, 5)


def test_division():
    assert (Number(12) / Number(5)).x == 2


@pytest.mark.parametrize("name", IN_PLACE)
def test_an_in_place_operator_changes_the_object(name):
    number = Number(12)
    assert getattr(operator, name)(number, Number(5)) is number
    assert number.x == getattr(operator, name)(12, 5)


def test_in_place_division():
    number = same = Number(12)
    number /= Number(5)
    assert number is same and number.x == 2


def test_an_in_place_operator_gives_the_object_whatever_cpp_returns():
    number = same = Number(12)
    number += 3
    assert number is same and number.x == 15


@pytest.mark.parametrize("name", COMPARISONS)
@given(a=st.integers(-3, 3), b=st.integers(-3, 3))
def test_a_comparison(name, a, b):
    f = getattr(operator, name)
    assert f(Number(a), Number(b)) is f(a, b)


@pytest.mark.parametrize(("name", "value"), [("neg", -7), ("pos", 7), ("inv", ~7), ("abs", 7)])
def test_a_unary_operator(name, value):
    assert getattr(operator, name)(Number(7)).x == value


def test_abs_is_found_beside_the_class():
    assert abs(Number(-7)).x == 7


def test_not_makes_a_truth_value():
    assert Number(1) and not Number(0)


def test_an_operand_of_another_type():
    assert (Number(12) - 5).x == 7


def test_a_reflected_operand():
    assert (12 - Number(5)).x == 7 and Number.__rsub__.__doc__.endswith("Reflected.")


def test_a_reflected_comparison():
    assert 1 < Number(2) and not 3 < Number(2) and Number(2) > 1


def test_hash():
    assert hash(Number(5)) == 1005


def test_int_and_float():
    assert (int(Number(5)), float(Number(5))) == (5, 5.5)


def test_str_and_repr():
    assert (str(Number(5)), repr(Number(-5))) == ("number(5)", "number(-5)")


def test_conversions_found_beside_self():
    plain = t.Plain(3)
    assert (int(plain), float(plain), bool(plain), str(plain)) == (3, 3.5, True, "number(3)")


def test_a_class_with_equality_and_without_hash_is_not_hashable():
    with pytest.raises(TypeError, match="^unhashable type: 'test_operators_ext.Comparable'$"):
        hash(t.Comparable(1))


def test_inequality_follows_from_equality():
    assert t.Comparable(1) != t.Comparable(2) and not t.Comparable(1) != t.Comparable(1)


def test_def_cast_converts_the_result_to_the_class():
    results = [t.Wide(3) + t.Wide(4), 3 + t.Wide(4), -t.Wide(3)]
    assert [(type(w), w.x) for w in results] == [(t.Wide, 7), (t.Wide, 7), (t.Wide, -3)]


# --- operands that do not fit ---------------------------------------------------------------------


@pytest.mark.parametrize("other", ["x", None, 1.5, object()])
def test_another_operand_is_a_type_error(other):
    with pytest.raises(TypeError, match="^unsupported operand type"):
        Number(1) + other


def test_a_missing_operator_is_a_type_error():
    with pytest.raises(TypeError, match=r"^unsupported operand type\(s\) for @: "):
        Number(1) @ Number(2)


def test_the_method_gives_not_implemented():
    assert Number(1).__add__("x") is NotImplemented


def test_equality_with_another_type_is_false():
    assert Number(1) != "x" and not Number(1) == 1


def test_order_with_another_type_is_a_type_error():
    with pytest.raises(TypeError, match="^'<=' not supported between instances of"):
        Number(1) <= 1.5


def test_the_other_operand_is_asked():
    class Other:
        def __radd__(self, other):
            return "asked"

    assert Number(1) + Other() == "asked"


def test_the_left_operand_is_asked_first():
    class Other:
        def __add__(self, other):
            return "first"

    assert Other() + Number(1) == "first"


def test_without_is_operator_a_mismatch_names_the_argument():
    with pytest.raises(TypeError) as caught:
        t.Wrong() + "x"
    assert str(caught.value) == "Wrong.__add__(): argument 1: expected int, got str"


def test_a_truth_value_that_is_no_bool_is_a_type_error():
    with pytest.raises(TypeError, match="^__bool__ should return bool, returned int$"):
        bool(t.Wrong())


def test_not_implemented_by_a_unary_operator_is_a_type_error():
    with pytest.raises(TypeError) as caught:
        -t.Wrong()
    assert str(caught.value) == "__neg__() does not take an object of type test_operators_ext.Wrong"


def test_an_int_that_is_none_is_a_type_error():
    class Wrong:
        __module__, __qualname__ = "test_operators_ext", "Wrong"

        def __int__(self):
            return "x"

    assert_fails(TypeError, message(int, Wrong()), int, t.Wrong())


# --- special methods ------------------------------------------------------------------------------


def test_floor_division():
    assert Special(7) // 2 == 3 and 7 // Special(2) == 3


def test_divmod():
    assert divmod(Special(7), 2) == (3, 1) and divmod(7, Special(2)) == (3, 1)


def test_matrix_multiplication():
    assert Special(1) @ 2 == 12 and 2 @ Special(1) == 21


def test_power():
    assert Special(1) ** 2 == 102 and 2 ** Special(1) == 201


def test_power_with_a_modulus():
    assert pow(Special(1), 2, 3) == 123


def test_power_with_a_modulus_has_no_reflected_form():
    with pytest.raises(TypeError):
        pow(2, Special(1), 3)


@pytest.mark.parametrize(("name", "value"), [("ipow", 21), ("ifloordiv", 2), ("imatmul", 10)])
def test_more_in_place_operators(name, value):
    special = Special(7)
    assert getattr(operator, name)(special, 3) is special and special.x == value


def test_index():
    assert [1, 2, 3][Special(2)] == 3 and operator.index(Special(2)) == 2 and hex(Special(255)) == "0xff"


def test_an_index_is_an_int_and_a_float():
    assert int(Special(2)) == 2 and float(Special(2)) == 2.0


def test_len_makes_a_truth_value():
    assert len(Special(2)) == 2 and not Special(0)


def test_items_contains_and_call():
    assert list(Special(3)) == [0, 1, 4] and 3 in Special(3) and Special(3)(b=1) == 2


def test_items_of_a_sequence():
    assert t.Base(3)[2] == 5 and t.Base(3)[-1] == 2
    with pytest.raises(TypeError, match=r"^Base.__getitem__\(\): argument 1: expected int, got slice"):
        t.Base(3)[1:2]


def test_a_call_with_every_kind_of_argument():
    base = t.Base(3)
    assert (base(1), base(1, 2), base(i=1), base(1, j=2), base(*[1, 2])) == (13, 213, 13, 213, 213)


def test_a_call_that_does_not_fit_names_the_function():
    with pytest.raises(TypeError, match=r"^Base.__call__\(\): missing argument 'i' \(position 1\)$"):
        t.Base(3)()


def test_an_instance_that_is_not_callable():
    assert callable(t.Base(1)) and not callable(Number(1))


def test_a_negative_length_is_an_error():
    with pytest.raises(ValueError, match=r"^__len__\(\) should return >= 0$"):
        len(t.Wrong())


def test_a_hash_that_is_no_int_is_an_error():
    with pytest.raises(TypeError, match="^__hash__ method should return an integer$"):
        hash(t.Wrong())


def test_inequality_follows_from_the_truth_of_equality():
    assert (t.Wrong() == t.Wrong()) == [] and (t.Wrong() != t.Wrong()) is True


def test_a_missing_comparison_is_a_type_error():
    with pytest.raises(TypeError, match="^'<' not supported between instances of"):
        t.Comparable(1) < t.Comparable(2)


# --- derived classes ------------------------------------------------------------------------------


def test_a_derived_class_inherits_operators():
    assert Derived(1) + Base(2) == "base add" and -Derived(1) == "base neg" and 1 + Derived(1) == "base radd"


def test_a_derived_class_inherits_special_methods():
    derived = Derived(3)
    assert derived == Base(3) and derived != Base(4) and derived < Base(4) and derived > Base(2)
    assert (hash(derived), len(derived), derived[1], derived(1)) == (3, 3, 4, 13)


def test_a_python_class_overrides_special_methods():
    class Sub(Base):
        def __eq__(self, other):
            return "eq"

        def __hash__(self):
            return 7

        def __len__(self):
            return 8

        def __getitem__(self, key):
            return key

        def __call__(self, *args):
            return args

    sub = Sub(3)
    assert (sub == 1, hash(sub), len(sub), sub["k"], sub(1, 2)) == ("eq", 7, 8, "k", (1, 2))
    assert sub < Base(4) and (Base(3) == sub) == "eq"


def test_a_python_class_inherits_special_methods():
    class Sub(Base):
        pass

    sub = Sub(3)
    assert sub == Base(3) and not sub != Base(3) and sub < Base(4)
    assert (hash(sub), len(sub), sub[1], sub(1)) == (3, 3, 4, 13)


def test_a_special_method_deleted_from_a_bound_class_is_gone():
    before = t.Comparable.__eq__
    try:
        del t.Comparable.__eq__
        assert t.Comparable(1) != t.Comparable(1)
    finally:
        t.Comparable.__eq__ = before
    assert t.Comparable(1) == t.Comparable(1)


def test_the_reflected_method_of_a_derived_class_goes_first():
    assert Base(1) + DerivedReflected(2) == "derived radd"


def test_an_inherited_reflected_method_does_not_go_first():
    assert Base(1) + Derived(2) == "base add"


def test_a_python_class_inherits_operators():
    class Sub(Number):
        pass

    assert (Sub(1) + Sub(2)).x == 3 and (Sub(1) + Number(2)).x == 3 and (5 - Sub(2)).x == 3
    assert (-Sub(1)).x == -1 and hash(Sub(1)) == 1001 and Sub(1) == Number(1)


def test_a_python_class_overrides_an_operator():
    class Sub(Number):
        def __add__(self, other):
            return super().__add__(other).x

        def __radd__(self, other):
            return "reflected"

    assert Sub(1) + Number(2) == 3 and Number(1) + Sub(2) == "reflected"


def test_in_place_on_a_python_class():
    class Sub(Number):
        pass

    number = same = Sub(1)
    number += Number(2)
    assert number is same and number.x == 3


def test_an_operator_assigned_to_the_class_is_used():
    class Sub(Number):
        pass

    Sub.__add__ = lambda self, other: "assigned"
    assert Sub(1) + Sub(2) == "assigned"


def test_an_operator_assigned_to_a_bound_class_is_used():
    before = t.Wide.__neg__
    try:
        t.Wide.__neg__ = lambda self: "assigned"
        assert -t.Wide(1) == "assigned"
    finally:
        t.Wide.__neg__ = before
    assert (-t.Wide(1)).x == -1


def test_operators_are_methods():
    assert Number.__add__(Number(1), Number(2)).x == 3 and Number(1).__neg__().x == -1


def test_the_name_of_an_operator():
    assert Number.__lshift__.__qualname__ == "Number.__lshift__"
