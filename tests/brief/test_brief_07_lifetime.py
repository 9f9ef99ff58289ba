# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 7: what an arena owns keeps the arena alive, whatever is deleted first."""

import gc
import itertools
import sys

import pytest
import test_brief_07_lifetime_ext as t


@pytest.fixture(autouse=True)
def nothing_is_left():
    before = t.alive()
    yield
    if t.alive() != before:
        gc.collect()
    assert t.alive() == before


@pytest.mark.native
def test_the_definition_of_a_dropped_fusion_prints_its_expression():
    f = t.Fusion()
    d = f.define_tensor().definition()
    del f
    gc.collect()
    assert str(d) == "T0 = define_tensor()"


MAKERS = {
    "fusion": lambda made: t.Fusion(),
    "tensor": lambda made: made["fusion"].define_tensor([2]),
    "definition": lambda made: made["tensor"].definition(),
    "output": lambda made: made["definition"].output(),
    "back": lambda made: made["tensor"].fusion(),
}
TEXTS = {
    "fusion": lambda o: len(o.vals()),
    "tensor": str,
    "definition": str,
    "output": str,
    "back": lambda o: len(o.vals()),
}
EXPECTED = {"fusion": 1, "tensor": "T0", "definition": "T0 = define_tensor()", "output": "T0", "back": 1}


@pytest.mark.native
@pytest.mark.parametrize("order", list(itertools.permutations(MAKERS)), ids="-".join)
def test_objects_deleted_in_every_order(order):
    made = {}
    for name, make in MAKERS.items():
        made[name] = make(made)
    for name in order:
        del made[name]
        assert {left: TEXTS[left](o) for left, o in made.items()} == {left: EXPECTED[left] for left in made}


@pytest.mark.native
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_elements_of_a_returned_list_in_every_order(order):
    f = t.Fusion()
    for _ in range(3):
        f.define_tensor()
    vals = dict(enumerate(f.vals()))
    del f
    for index in order:
        assert {i: str(val) for i, val in vals.items()} == {i: f"T{i}" for i in vals}
        del vals[index]


def test_a_back_pointer_is_the_same_object():
    f = t.Fusion()
    assert f.define_tensor().fusion() is f


def test_a_back_pointer_does_not_keep_both_alive():
    f = t.Fusion()
    tensor = f.define_tensor()
    before = sys.getrefcount(tensor)
    assert tensor.fusion() is f
    assert sys.getrefcount(tensor) == before
    alive = t.alive()
    del tensor, f
    gc.collect()
    assert t.alive() < alive


@pytest.mark.native
def test_a_cycle_in_the_arena_makes_no_cycle_of_owners():
    f = t.Fusion()
    tensor = f.define_tensor()
    d = tensor.definition()
    assert d.output() is tensor
    assert tensor.definition() is d
    del f, d
    assert str(tensor.definition().output().definition()) == "T0 = define_tensor()"


@pytest.mark.native
def test_a_wrapper_first_made_without_an_owner_gets_one():
    f = t.Fusion()
    tensor = f.define_tensor()
    raw = t.raw_definition(tensor)
    assert tensor.definition() is raw
    del f, tensor
    gc.collect()
    assert str(raw) == "T0 = define_tensor()"


@pytest.mark.native
def test_wrappers_first_made_without_an_owner_in_both_directions():
    f = t.Fusion()
    tensor = f.define_tensor()
    raw = t.raw_definition(tensor)
    assert t.raw_val(raw) is tensor
    assert raw.output() is tensor
    assert tensor.definition() is raw
    del f, raw
    gc.collect()
    assert str(tensor.definition()) == "T0 = define_tensor()"


@pytest.mark.native
def test_an_expression_of_several_tensors_keeps_its_inputs():
    f = t.Fusion()
    result = t.apply(f, [f.define_tensor(), f.define_tensor()])
    d = result.definition()
    del f, result
    gc.collect()
    a, b = d.inputs()
    del d
    gc.collect()
    assert (str(a.definition()), str(b)) == ("T0 = define_tensor()", "T1")


def test_a_fusion_that_cpp_owns_is_referred_to():
    f = t.global_fusion()
    address = t.fusion_address(f)
    tensor = t.first_global()
    del f
    gc.collect()
    assert t.fusion_address(tensor.fusion()) == address


@pytest.mark.native
def test_a_fusion_of_its_own_pointer_owns_the_arena():
    tensor = t.Fusion.create().define_tensor([4])
    gc.collect()
    assert tensor.shape == [4]
    assert str(tensor.definition()) == "T0 = define_tensor()"
