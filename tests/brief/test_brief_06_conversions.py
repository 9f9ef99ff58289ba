# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 6: the exact alternative wins, and each argument says how strict it is."""

import inspect

import pytest
import test_brief_06_conversions_ext as t


@pytest.fixture
def tv():
    fusion = t.Fusion()
    yield fusion.define_tensor([2])


@pytest.mark.parametrize(
    ("value", "alternative"),
    [(1, "int64_t"), (True, "bool"), (2.5, "double"), (1j, "complex"), (None, "monostate")],
)
def test_the_exact_alternative_is_picked(value, alternative):
    assert t.which(value) == alternative


def test_a_val_is_picked_before_the_nested_variant(tv):
    assert t.which(tv) == "Val T0"


def test_an_int_too_wide_for_int64_converts_to_a_later_choice():
    assert t.which(2**70) == "complex"


@pytest.mark.native
def test_what_fits_no_alternative_names_all_of_them():
    with pytest.raises(TypeError) as info:
        t.which("x")
    assert str(info.value) == (
        "which(): argument 'value' (position 1): "
        f"expected {t.__name__}.Val | None | complex | float | int | bool, got str"
    )


@pytest.mark.parametrize("value", [1, True, 2.5, 1j, None])
def test_a_scalar_comes_back_as_what_it_was(value):
    assert t.back(value) == value
    assert type(t.back(value)) is type(value)


def test_a_val_comes_back_as_the_same_object(tv):
    assert t.back(tv) is tv


@pytest.mark.parametrize(
    ("scalar", "alternative"),
    [(1, "int64_t"), (2.0, "double"), (True, "bool"), (1j, "complex"), (None, "monostate")],
)
def test_add_on_either_side(tv, scalar, alternative):
    assert str(t.add(tv, scalar).definition()).endswith(f" = add(T0, {alternative})")
    assert str(t.add(scalar, tv).definition()).endswith(f" = add({alternative}, T0)")


def test_add_of_two_tensors(tv):
    assert str(t.add(tv, tv).definition()) == "T1 = add(T0, T0)"


def test_add_of_two_numbers_is_refused_by_the_engine():
    with pytest.raises(TypeError, match="^add: one operand must be a Val$"):
        t.add(1, 2)


def test_signature_of_add_lists_the_alternatives():
    union = f"{t.__name__}.Val | None | complex | float | int | bool"
    # Before CPython 3.10 a union is no object but a text, and quoted.
    assert str(inspect.signature(t.add)).replace("'", "") == f"(lhs: {union}, rhs: {union}) -> {t.__name__}.Val"


@pytest.mark.native
def test_result_of_add_outlives_its_operands():
    result = t.add(t.Fusion().define_tensor([2]), 1)
    assert str(result.definition()) == "T2 = add(T0, int64_t)"


@pytest.mark.native
def test_a_lenient_float_takes_an_int():
    assert t.lenient(1) == 1.0
    with pytest.raises(TypeError, match="expected float, got None"):
        t.lenient(None)


@pytest.mark.native
def test_a_strict_float_does_not():
    assert t.strict(1.5) == 1.5
    with pytest.raises(TypeError) as info:
        t.strict(1)
    assert str(info.value) == "strict(): argument 'x' (position 1): expected float, got int (1)"


@pytest.mark.native
def test_strictness_is_set_argument_by_argument():
    assert t.mixed(1.0, 2) == 3.0
    with pytest.raises(TypeError, match=r"argument 'x' \(position 1\): expected float, got int"):
        t.mixed(1, 2.0)


@pytest.mark.parametrize(("value", "overload"), [(1, "int"), (1.5, "float"), (1j, "complex"), (None, "Val or None")])
def test_overloads_are_tried_strictly_first(value, overload):
    assert t.overloaded(value) == overload


@pytest.mark.native
def test_no_overload_lists_them_all():
    with pytest.raises(TypeError) as info:
        t.overloaded("x")
    assert str(info.value) == (
        "overloaded(): no overload takes (str); the overloads are:\n"
        "    1. overloaded(arg0: int, /) -> str\n"
        "    2. overloaded(arg0: float, /) -> str\n"
        "    3. overloaded(arg0: complex, /) -> str\n"
        f"    4. overloaded(arg0: {t.__name__}.Val | None, /) -> str"
    )
