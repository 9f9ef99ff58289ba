# SPDX-License-Identifier: BSD-3-Clause
"""complex, byte and bitset there and back."""

import pytest
import test_casts_numbers_ext as t
from hypothesis import given
from hypothesis import strategies as st


class HasComplex:
    def __complex__(self):
        return 1 + 2j


class HasFloat:
    def __float__(self):
        return 2.5


class HasIndex:
    def __index__(self):
        return 3


@given(st.complex_numbers(allow_nan=False))
def test_a_complex_survives_the_round_trip(z):
    assert t.complex(z) == z
    assert t.complex_strict(z) == z


@pytest.mark.parametrize(
    ("value", "z"),
    [(1, 1), (1.5, 1.5), (True, 1), (HasComplex(), 1 + 2j), (HasFloat(), 2.5), (HasIndex(), 3)],
)
def test_numbers_convert_to_complex(value, z):
    assert t.complex(value) == z
    with pytest.raises(TypeError):
        t.complex_strict(value)


@pytest.mark.parametrize("value", ["1+2j", b"1", None, [], object()])
def test_other_things_are_no_complex(value):
    with pytest.raises(TypeError):
        t.complex(value)


def test_single_precision():
    assert t.complex_float(0.5 + 0.25j) == 0.5 + 0.25j
    assert abs(t.complex_float(0.1j) - 0.1j) < 1e-7
    assert t.complex_float_strict(0.5j) == 0.5j
    with pytest.raises(TypeError):
        t.complex_float_strict(0.1j)


def test_lists_and_overloads():
    assert t.complex_list([1, 2j, 0.5]) == [1, 2j, 0.5]
    assert t.overloaded(1.0) == "float"
    assert t.overloaded(1j) == "complex"


def test_long_double():
    assert t.long_double(3) == 1.5
    assert t.long_doubles([1, 2.5]) == [1.0, 2.5]
    with pytest.raises(TypeError):
        t.long_double("1")


def test_bytes():
    assert t.byte(0) == 0 and t.byte(255) == 255
    assert t.bytes([1, 2]) == [1, 2]
    for wrong in (256, -1, 1.0, b"a", None):
        with pytest.raises(TypeError):
            t.byte(wrong)


@given(st.integers(0, 2**70 - 1))
def test_bitsets_are_ints(n):
    assert t.bits_70(n) == n
    assert t.count(n) == bin(n).count("1")


@pytest.mark.parametrize("value", [256, -1, 2**200, 1.0, "1", None])
def test_what_does_not_fit_is_no_bitset(value):
    with pytest.raises(TypeError):
        t.bits_8(value)


def test_small_bitsets():
    assert t.bits_8(0b10110011) == 0b10110011
    assert t.bits_8(HasIndex()) == 3
    assert t.bits_0(0) == 0
    with pytest.raises(TypeError):
        t.bits_0(1)
    with pytest.raises(TypeError):
        t.bits_8_strict(True)


def test_annotations():
    assert "complex" in t.complex.__doc__
    assert "int" in t.bits_8.__doc__
