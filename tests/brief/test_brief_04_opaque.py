# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 4: MmaMacro is a class, and a member of that class is changed in place."""

import enum
import gc

import pytest
import test_brief_04_opaque_ext as t

M = t.__name__


def test_mma_macro_k_round_trips():
    params = t.MatmulParams()
    params.mma_macro.k = 16
    assert params.mma_macro.k == 16
    assert params.mma_macro.m == params.mma_macro.n == 0


def test_cpp_sees_what_was_set():
    params = t.MatmulParams()
    params.mma_macro.m = 64
    assert t.macro_of(params).m == 64
    assert params.mma_macro.encode() == 64 << 32


def test_the_whole_macro_is_assigned():
    params = t.MatmulParams()
    params.mma_macro = t.MmaMacro(64, 8, 16)
    assert params.mma_macro == t.HOPPER


def test_assignment_copies():
    params, macro = t.MatmulParams(), t.MmaMacro(64, 8, 16)
    params.mma_macro = macro
    macro.k = 32
    assert params.mma_macro.k == 16


def test_the_macro_keeps_its_params_alive():
    params = t.MatmulParams()
    macro = params.mma_macro
    del params
    gc.collect()
    macro.n = 8
    assert (macro.n, macro.encode()) == (8, 8 << 16)


def test_it_is_no_enum_and_no_int():
    assert not isinstance(t.HOPPER, (enum.Enum, int))
    assert type(t.HOPPER) is t.MmaMacro


@pytest.mark.native
def test_a_number_is_no_macro():
    with pytest.raises(TypeError) as info:
        t.encoded(5)
    assert str(info.value) == f"encoded(): argument 1: expected {M}.MmaMacro, got int (5)"
    with pytest.raises(TypeError, match=rf"MatmulParams\.mma_macro: expected {M}\.MmaMacro, got int"):
        t.MatmulParams().mma_macro = 3


@pytest.mark.native
def test_a_setter_names_its_property():
    with pytest.raises(TypeError) as info:
        t.MatmulParams().mma_macro.k = "x"
    assert str(info.value) == "MmaMacro.k: expected int, got str"
