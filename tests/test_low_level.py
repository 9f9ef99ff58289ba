# SPDX-License-Identifier: BSD-3-Clause
"""Low-level access to bound classes and their instances."""

import gc
import sys
import weakref

import pytest
import test_low_level_ext as t


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


# --- classes ---


def test_facts_about_a_class():
    assert t.facts(t.Pod) == (True, 8, 4, "test_low_level_ext.Pod")
    assert t.right_facts()


def test_other_classes_have_a_name_only():
    assert t.facts(int) == (False, 0, 0, "int")
    assert t.facts(weakref.WeakSet)[3].endswith(".WeakSet")


def test_type_info_of_another_class_is_a_type_error():
    with pytest.raises(TypeError, match="expected a bound class"):
        t.info_name(int)


def test_a_supplement_belongs_to_its_class():
    assert t.supplement(t.Counted) == 7


def test_type_dict_is_the_dictionary_itself():
    assert t.type_dict(t.Pod) == dict(vars(t.Pod))
    assert t.type_dict(t.Pod) is t.type_dict(t.Pod)
    assert t.type_dict(3) is None


def test_lookup_calls_no_descriptor():
    assert t.lookup(t.Pod, "x") is vars(t.Pod)["x"]


def test_lookup_searches_the_bases_and_not_the_metaclass():
    class Derived(t.Pod):
        pass

    assert t.lookup(Derived, "x") is vars(t.Pod)["x"]
    assert t.lookup(Derived, "__name__") is None
    assert t.lookup(Derived, "nothing") is None
    assert t.lookup(bool, "bit_length") is vars(int)["bit_length"]


def test_get_slot_gives_the_authors_function():
    assert t.slots()


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="classes can be frozen there")
def test_freezing_is_refused_before_3_15():
    assert not t.freeze(t.Pod)


# --- instances ---


def test_check_and_name():
    assert t.check(t.Counted(1))
    assert not t.check(1)
    assert t.name_of(t.Counted(1)) == "test_low_level_ext.Counted"
    assert t.name_of(1) == "int"


def test_derived_is_an_instance_of_a_python_class():
    class Derived(t.Two):
        pass

    assert t.derived(Derived())
    assert not t.derived(t.Two())
    with pytest.raises(TypeError, match="expected an instance of a bound class, got int"):
        t.derived(1)


def test_instance_dict():
    p = t.alloc_zero(t.Pod)
    p.extra = 1
    assert t.inst_dict(p) == {"extra": 1}
    assert t.inst_dict(p) is p.__dict__
    assert t.inst_dict(t.Two()) is None
    assert t.inst_dict(test_facts_about_a_class) is test_facts_about_a_class.__dict__


def test_storage_is_not_ready_until_it_is_said():
    o = t.alloc(t.Counted)
    assert not t.ready(o)
    with pytest.raises(TypeError, match="not initialised"):
        o.v
    t.construct(o, 3)
    assert o.v == 3
    assert t.is_ready_and_owned(o)


def test_storage_that_is_never_filled_is_released():
    before = t.alive()
    for made in (t.alloc(t.Counted), t.alloc(t.Held)):
        assert not t.ready(made)
    del made
    gc.collect()
    assert t.alive() == before  # no destructor ran on it


def test_storage_behind_a_holder():
    o = t.alloc(t.Held)
    t.construct_held(o, 3)
    assert o.v == 3
    assert t.state(o) == (True, True) and t.is_ready_and_owned(o)


def test_zeros():
    assert t.alloc_zero(t.Pod).x == 0
    p = t.alloc(t.Pod)
    t.zero(p)
    p.x = 4
    t.zero(p)
    assert p.x == 0 and t.ready(p)


def test_destruct_and_construct_again():
    o = t.Counted(1)
    before = t.alive()
    t.destruct(o)
    assert t.alive() == before - 1
    assert t.state(o) == (False, False)
    t.construct(o, 2)
    assert o.v == 2


def test_copy_into_storage():
    a, b = t.Counted(3), t.alloc(t.Counted)
    t.copy(b, a)
    assert (a.v, b.v) == (3, 3)
    assert t.state(b) == (True, True)


def test_move_into_storage():
    a, b = t.Counted(3), t.alloc(t.Counted)
    t.move(b, a)
    assert (a.v, b.v) == (-1, 3)


def test_copy_over_an_object():
    a, b = t.Counted(3), t.Counted(4)
    t.replace_copy(b, a)
    assert b.v == 3
    t.copy(a, a)
    assert a.v == 3


def test_copy_of_a_held_object():
    a, b = t.Held(3), t.alloc(t.Held)
    t.copy(b, a)
    assert b.v == 3


def test_copy_of_another_class_is_a_type_error():
    with pytest.raises(TypeError, match="expected test_low_level_ext.Counted, got test_low_level_ext.Two"):
        t.copy(t.Counted(1), t.Two())


def test_copy_of_a_class_without_copies_is_a_type_error():
    with pytest.raises(TypeError, match="can be neither copied nor moved"):
        t.copy(t.alloc(t.Fixed), t.Fixed())


def test_ownership_is_taken():
    before = t.alive()
    o = t.take(t.Counted, 8)
    assert o.v == 8 and t.state(o) == (True, True)
    del o
    assert t.alive() == before


def test_a_reference_keeps_its_parent():
    pair = t.take_two()
    second = t.second(pair)
    assert t.state(second) == (True, False)
    second.v = 11
    assert t.second_value(pair) == 11
    del pair
    gc.collect()
    assert second.v == 11


def test_a_reference_to_the_start_of_its_parent():
    pair = t.take_two()
    assert type(t.first(pair)) is t.Counted


def test_copying_into_a_reference_writes_through():
    pair = t.take_two()
    second = t.second(pair)
    t.copy(second, t.Counted(9))
    assert t.second_value(pair) == 9
    assert t.state(second) == (True, False)


def test_states_can_be_set_apart():
    o = t.alloc_zero(t.Pod)
    t.set_state(o, False, False)
    assert not t.ready(o)
    t.set_state(o, True, False)
    assert t.state(o) == (True, False)


# --- lifetimes ---


def test_keep_alive_obj():
    class Patient:
        pass

    patient = Patient()
    seen = weakref.ref(patient)
    nurse = t.Counted(1)
    t.keep(nurse, patient)
    t.keep(nurse, None)
    del patient
    gc.collect()
    assert seen() is not None
    del nurse
    gc.collect()
    assert seen() is None


def test_keep_alive_cb():
    nurse = t.Counted(1)
    ends = t.count_end(nurse)
    assert ends() == 0
    del nurse
    assert ends() == 1
