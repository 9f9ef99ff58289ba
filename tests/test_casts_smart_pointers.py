# SPDX-License-Identifier: BSD-3-Clause
"""shared_ptr and unique_ptr to bound classes, whatever holder the class has."""

import gc

import pytest
import test_casts_smart_pointers_ext as t

CLASSES = {
    "inside": t.Inside,
    "shared": t.Shared,
    "unique": t.Unique,
    "aware_inside": t.AwareInside,
    "aware_shared": t.AwareShared,
    "aware_derived": t.AwareDerived,
}
NAMES = sorted(CLASSES)


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    t.keep_inside(None)
    t.keep_shared(None)
    t.keep_aware(None)
    t.forget_aware_derived()
    gc.collect()
    assert t.alive() == before


def call(prefix, name, *args):
    return getattr(t, f"{prefix}_{name}")(*args)


@pytest.mark.parametrize("name", NAMES)
def test_an_instance_is_a_shared_pointer(name):
    o = CLASSES[name](3)
    assert call("value", name, o) == 3
    assert call("address", name, o, o)


@pytest.mark.parametrize("name", NAMES)
def test_a_shared_pointer_comes_back_as_the_same_object(name):
    o = CLASSES[name](3)
    assert call("identity", name, o) is o
    assert call("const", name, o) is o


@pytest.mark.parametrize("name", NAMES)
def test_a_shared_pointer_made_by_cpp_becomes_an_instance(name):
    o = call("make", name, 5)
    assert type(o) is CLASSES[name]
    assert call("value", name, o) == 5
    assert call("identity", name, o) is o


@pytest.mark.parametrize("name", NAMES)
def test_none_is_a_null_pointer_where_it_is_allowed(name):
    assert call("value", name, None) == -1
    with pytest.raises(TypeError):
        call("strict", name, None)


@pytest.mark.parametrize("value", [1, "x", object(), t.Inside])
def test_other_things_are_no_shared_pointer(value):
    with pytest.raises(TypeError):
        t.value_shared(value)


def test_a_wrong_class_is_refused():
    with pytest.raises(TypeError):
        t.value_shared(t.Inside(1))


def test_cpp_shares_the_ownership_of_a_holder():
    o = t.Shared(4)
    assert t.count_shared(o) == 2
    t.keep_shared(o)
    assert t.count_shared(o) == 3
    del o
    gc.collect()
    assert t.kept_shared_value() == 4
    assert t.kept_shared().v == 4


def test_cpp_keeps_the_instance_of_an_object_inside_it():
    class Derived(t.Inside):
        pass

    o = Derived(4)
    o.extra = "kept"
    t.keep_inside(o)
    del o
    gc.collect()
    assert t.kept_inside().extra == "kept"


def test_shared_from_this_of_an_object_inside_its_instance():
    o = t.AwareInside(1)
    t.keep_aware(o)
    assert t.kept_aware_again()
    assert o.me() is o


def test_shared_from_this_of_a_held_object():
    o = t.AwareShared(1)
    assert o.me() is o
    assert t.make_aware_shared(2).me() is not None


AWARE = ["aware_inside", "aware_derived"]
POLICIES = ["automatic", "take_ownership", "reference"]


@pytest.mark.parametrize("name", AWARE)
@pytest.mark.parametrize("policy", POLICIES)
def test_a_raw_pointer_to_what_cpp_shares_gets_a_share(name, policy):
    call("keep_new", name, 3)
    o = call(policy, name)
    assert type(o) is CLASSES[name]
    assert call("owners", name) == 2
    assert call(policy, name) is o and call("identity", name, o) is o
    assert call("owners", name) == 2
    del o
    gc.collect()
    assert call("owners", name) == 1


@pytest.mark.parametrize("name", AWARE)
@pytest.mark.parametrize("policy", POLICIES)
def test_a_raw_pointer_outlives_the_shared_pointer_in_cpp(name, policy):
    before = t.alive()
    call("keep_new", name, 3)
    o = call(policy, name)
    call("forget", name)
    assert call("value", name, o) == 3 and t.alive() == before + 1
    del o
    gc.collect()
    assert t.alive() == before


@pytest.mark.parametrize("name", AWARE)
def test_a_raw_pointer_that_nobody_shares_is_owned_by_its_instance(name):
    before = t.alive()
    o = call("new", name, 4)
    assert call("value", name, o) == 4 and t.alive() == before + 1
    del o
    gc.collect()
    assert t.alive() == before


def test_a_share_in_a_derived_object_is_one_in_its_base():
    t.keep_new_aware_derived(5)
    o = t.take_ownership_aware_derived()
    t.keep_aware(o)
    assert t.owners_aware_derived() >= 2
    t.forget_aware_derived()
    assert t.reference_aware_inside() is o
    del o
    gc.collect()
    assert t.value_aware_inside(t.reference_aware_inside()) == 5


def test_a_derived_class_is_a_shared_pointer_to_its_base():
    o = t.Derived(6)
    assert t.value_shared(o) == 6
    assert t.address_shared(o, o)
    assert t.identity_shared(o) is o
    assert t.derived_value(o) == 13


def test_a_shared_pointer_to_a_base_becomes_the_derived_class():
    o = t.make_derived(2)
    assert type(o) is t.Derived
    assert t.derived_value(o) == 9
    t.keep_shared(o)
    del o
    gc.collect()
    assert t.kept_shared_value() == 2


def test_lists_and_pairs():
    a, b = t.Shared(1), t.Shared(2)
    result = t.list_shared([a, None, b])
    assert result[0] is a and result[1] is None and result[2] is b
    assert t.implicit_pair((a, 1)) is a


def test_a_unique_pointer_gives_python_the_object():
    o = t.new_unique(7)
    assert type(o) is t.Unique and o.v == 7
    assert t.new_null() is None
    assert t.new_inside(1).v == 1
    assert t.new_shared(2).v == 2


def test_a_unique_pointer_argument_takes_the_object_away():
    o = t.Unique(3)
    assert t.take(o) == 3
    with pytest.raises((TypeError, ValueError), match="given away"):
        t.take(o)
    with pytest.raises((TypeError, ValueError), match="given away"):
        _ = o.v


def test_what_cpp_allocated_can_be_taken_too():
    assert t.take(t.new_unique(4)) == 4
    assert t.take(t.new_raw(5)) == 5
    assert t.take(None) == -1


def test_an_object_that_comes_back_belongs_to_its_instance_again():
    o = t.Unique(8)
    t.take_and_keep(o)
    assert t.give_back() is o
    assert o.v == 8
    assert t.pass_through(o) is o
    assert o.v == 8 and t.take(o) == 8


def test_an_object_that_was_only_looked_at_is_given_back():
    o = t.Unique(9)
    assert t.borrow(o) == 9
    assert o.v == 9
    assert t.borrow_list([o, t.Unique(1)]) == 2
    assert o.v == 9


def test_an_object_is_given_back_if_another_argument_does_not_fit():
    o = t.Unique(1)
    assert t.overloaded(o, "text") == "reference"
    assert o.v == 1
    with pytest.raises(TypeError):
        t.take_list([o, 1])
    assert o.v == 1


def test_containers_of_unique_pointers():
    items = t.new_list(3)
    assert [o.v for o in items] == [0, 1, 2]
    assert t.take_list(items) == 3
    assert t.take_optional(t.Unique(1)) is True
    assert t.take_optional(None) is False


def test_the_same_object_cannot_be_taken_twice():
    o = t.Unique(1)
    with pytest.raises((TypeError, ValueError)):
        t.take_list([o, o])
    assert o.v == 1


def test_an_object_inside_its_instance_cannot_be_given_away():
    o = t.Inside(1)
    with pytest.raises(TypeError, match="holder"):
        t.take_inside(o)
    assert o.v == 1


def test_a_shared_object_cannot_be_given_away():
    with pytest.raises(TypeError, match="shared"):
        t.take_shared(t.Shared(1))


def test_an_object_that_python_does_not_own_cannot_be_given_away():
    with pytest.raises(TypeError, match="own"):
        t.take(t.reference())


def test_a_derived_class_is_given_away_as_its_base():
    o = t.DerivedUnique(4)
    assert t.take_derived(o) == 4
    o = t.DerivedUnique(5)
    assert t.take(o) == 5


def test_custom_deleters():
    before = t.recycled()
    o = t.new_pooled(1)
    assert o.v == 1 and t.take_pooled(o) == 1
    assert t.recycled() == before + 1
    p = t.Pooled(2)
    del p
    gc.collect()
    assert t.recycled() == before + 2


def test_a_shared_pointer_to_a_uniquely_held_object_keeps_its_instance():
    o = t.Unique(1)
    assert t.value_unique(o) == 1
    assert t.identity_unique(o) is o
