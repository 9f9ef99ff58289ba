# SPDX-License-Identifier: BSD-3-Clause
"""Modules of SUTURE_MODULE and of NB_MODULE in one process: types cross, each keeps its own words."""

import pytest
import test_crossing_nanobind_ext as dialect
import test_crossing_native_ext as native


def test_native_class_is_known_to_the_dialect():
    metal = native.Metal()
    metal.weight = 5
    assert dialect.weight(metal) == native.weight(metal) == 5
    assert dialect.same(metal) is metal
    assert type(dialect.make_metal()) is native.Metal


def test_class_of_the_dialect_is_known_natively():
    alloy = dialect.Alloy()
    alloy.weight, alloy.parts = 7, 3
    assert (native.weight(alloy), native.parts(alloy)) == (7, 3)
    assert type(native.make_alloy()) is dialect.Alloy
    assert dialect.Alloy.__bases__ == (native.Metal,)


def test_errors_are_in_the_words_of_the_module_that_was_called():
    with pytest.raises(TypeError, match=r"^weight\(\): argument 1: expected test_crossing_native_ext\.Metal, got str$"):
        native.weight("x")
    with pytest.raises(TypeError, match=r"^weight\(\): incompatible function arguments"):
        dialect.weight("x")


def test_functions_are_of_the_class_that_their_module_has_for_them():
    assert type(dialect.weight).__name__ == "nb_func"
    assert type(native.weight).__name__ != "nb_func"
