# SPDX-License-Identifier: BSD-3-Clause
"""Ownership: return value policies, holders, and objects that are given away."""

import gc
import itertools

import pytest
import test_ownership_ext as t
from test_functions_ext import object_nurse

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    t.keep_unique(None)
    t.keep_shared(None)
    t.keep_deleted(None)
    t.keep_counting(None)
    t.keep_delegating(None)
    t.drop_aware()
    gc.collect()
    assert t.alive() == before


# --- policies ---


def test_a_pointer_is_owned_by_default():
    before = t.alive()
    for name in ("heap", "heap_owned"):
        o = getattr(t.Box(), name)()
        assert o.v == 6
        del o
    assert t.alive() == before


def test_a_reference_is_copied_by_default():
    b = t.Box()
    for name in ("ref_default", "ref_copy", "ref_automatic_reference"):
        o = getattr(b, name)()
        o.v = 77
        assert b.content.v == 5


@pytest.mark.parametrize(
    "name",
    [
        "ref_reference",
        "ref_internal",
        "const_ref",
        "pointer_reference",
        "ref_raw",
        "pointer_automatic_reference",
    ],
)
def test_a_reference_policy_writes_through(name):
    b = t.Box()
    o = getattr(b, name)()
    o.v = 77
    assert b.content.v == 77


@pytest.mark.parametrize("name", ["ref_reference", "ref_internal", "const_ref", "pointer_reference"])
def test_a_reference_keeps_self_alive(name):
    before = t.alive()
    o = getattr(t.Box(), name)()
    gc.collect()
    assert o.v == 5
    assert t.alive() == before + 3
    del o
    assert t.alive() == before


def test_a_property_keeps_self_alive():
    o = t.Box().prop
    gc.collect()
    assert o.v == 5


def test_a_raw_reference_keeps_nothing_alive():
    before = t.alive()
    o = t.Box().ref_raw()
    assert t.alive() == before
    del o


def test_one_object_has_one_wrapper():
    b = t.Box()
    o = b.ref_reference()
    assert b.ref_reference() is o
    assert b.content is o
    assert b.ref_raw() is o


def test_a_wrapper_made_without_owner_gets_one_later():
    before = t.alive()
    b = t.Box()
    o = b.ref_raw()
    assert b.ref_reference() is o
    del b
    gc.collect()
    assert o.v == 5
    del o
    assert t.alive() == before


def test_move_makes_a_new_object():
    b = t.Box()
    assert b.ref_move() is not b.content


def test_policy_none_finds_what_python_knows():
    b = t.Box()
    assert "return value policy 'none' makes none" in message(b.ref_none)
    o = b.content
    assert b.ref_none() is o


def test_what_cannot_be_copied_says_so():
    b = t.Box()
    assert message(b.rigid_copy) == (
        "test_ownership_ext.Uncopyable: the result cannot be copied: the class has no copy "
        "constructor; choose another return value policy"
    )
    assert "can be neither moved nor copied" in message(b.rigid_move)
    assert b.rigid_reference().v == 1


def test_a_global_is_referenced_without_owner():
    assert t.global_reference().v == 9
    assert t.global_reference() is not None
    assert "needs a method" in message(t.global_internal)


def test_a_null_pointer_is_none():
    assert t.null() is None


# --- back pointers ---


def test_the_arena_lives_as_long_as_a_node():
    before = t.alive()
    n = t.Arena().root().add(2).add(3)
    gc.collect()
    assert (n.v, n.parent().v, n.parent().parent().v) == (3, 2, 1)
    del n
    gc.collect()
    assert t.alive() == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_objects_die_in_every_order(order):
    before = t.alive()
    a = t.Arena()
    r = a.root()
    c = r.add(2)
    objects = [a, r, c, c.parent()]
    assert objects[3] is r
    del a, r, c
    for i in order:
        objects[i] = None
        gc.collect()
        for o in objects:
            assert o is None or isinstance(o, t.Arena) or o.v in (1, 2)
    assert t.alive() == before


def test_back_pointers_do_not_leak():
    before = t.alive()
    a = t.Arena()
    c = a.root().add(2)
    assert c.home() is a
    assert c.parent().home() is a
    assert c.parent().child(0) is c
    del a, c
    gc.collect()
    assert t.alive() == before


def test_back_pointers_of_wrappers_without_owner_do_not_leak():
    before = t.alive()
    a = t.kept_arena()
    r = a.root()
    assert r.home() is a
    c = r.add(2)
    assert c.parent() is r
    assert c.home() is a
    del a, r, c
    gc.collect()
    t.drop_arena()
    assert t.alive() == before


def test_a_wrapper_first_made_without_owner_leads_to_one():
    before = t.alive()
    a = t.Arena()
    r = t.find_root(a)
    assert a.root() is r
    c = r.add(2)
    del a
    gc.collect()
    assert r.home().root() is r
    del r
    gc.collect()
    assert c.parent().v == 1
    del c
    gc.collect()
    assert t.alive() == before


# --- unique_ptr ---


def test_an_inline_object_cannot_be_given_away():
    o = t.Inside(1)
    assert message(t.give_inside, o) == (
        "test_ownership_ext.Inside: an object that lives inside its Python instance cannot be "
        "given away as unique_ptr; bind the class with a holder: class_<T, std::unique_ptr<T>>"
    )
    assert o.v == 1


def test_an_object_given_away_cannot_be_used():
    o = t.Unique(3)
    t.keep_unique(o)
    expected = "test_ownership_ext.Unique: the object was given away to C++ and can no longer be used"
    assert message(lambda: o.v, error=ValueError) == expected
    assert message(t.keep_unique, o, error=ValueError) == expected


def test_an_object_that_something_keeps_alive_can_be_given_away():
    o, nurse = t.Unique(3), lambda: None
    object_nurse(nurse, o)
    t.keep_unique(o)
    assert t.kept_unique().v == 3
    assert t.give_back_unique() is o


def test_an_object_given_away_is_destroyed_by_its_new_owner():
    before = t.alive()
    o = t.Unique(3)
    t.keep_unique(o)
    del o
    assert t.alive() == before + 1
    t.keep_unique(None)
    assert t.alive() == before


def test_an_object_that_comes_back_is_the_same():
    o = t.Unique(3)
    t.keep_unique(o)
    assert t.give_back_unique() is o
    assert o.v == 3


def test_an_object_that_comes_back_after_its_wrapper_is_new():
    o = t.Unique(3)
    t.keep_unique(o)
    del o
    o = t.give_back_unique()
    assert o.v == 3


def test_an_object_made_by_cpp_can_be_given_away():
    t.keep_unique(t.make_unique(4))
    assert t.kept_unique().v == 4


def test_a_referenced_object_cannot_be_given_away():
    t.keep_unique(t.make_unique(4))
    o = t.kept_unique()
    assert message(t.keep_unique, o) == (
        "test_ownership_ext.Unique: an object that Python does not own cannot be given away as unique_ptr"
    )


def test_a_wrapper_gets_to_own_what_comes_back():
    before = t.alive()
    t.keep_unique(t.make_unique(4))
    o = t.kept_unique()
    assert t.give_back_unique() is o
    assert o.v == 4
    del o
    assert t.alive() == before


def test_a_failed_call_gives_nothing_away():
    o = t.Unique(3)
    with pytest.raises(TypeError):
        t.give_two(o, "x")
    assert o.v == 3
    assert t.give_two(o, 1) == 3


def test_a_custom_deleter_is_called():
    before = t.custom_deletions()
    t.Deleted(1)
    assert t.custom_deletions() == before + 1
    o = t.Deleted(2)
    t.keep_deleted(o)
    t.keep_deleted(None)
    assert t.custom_deletions() == before + 2


def test_a_custom_deleter_is_not_lost():
    o = t.Deleted(1)
    assert message(t.give_deleted_plainly, o) == (
        "test_ownership_ext.Deleted: an object with another deleter cannot be given away as this unique_ptr"
    )
    assert o.v == 1


# --- shared_ptr ---


def test_a_shared_object_lives_as_long_as_any_owner():
    before = t.alive()
    o = t.Shared(3)
    t.keep_shared(o)
    assert t.shared_count() == 2
    del o
    assert t.shared_count() == 1
    assert t.kept_shared().v == 3
    t.keep_shared(None)
    assert t.alive() == before


def test_one_shared_object_has_one_wrapper():
    o = t.Shared(3)
    t.keep_shared(o)
    assert t.kept_shared() is o
    assert t.kept_shared_reference() is o


def test_a_shared_object_cannot_be_given_away():
    assert message(t.give_shared, t.Shared(3)) == (
        "test_ownership_ext.Shared: an object whose ownership is shared cannot be given away as unique_ptr"
    )


def test_a_pointer_that_is_owned_gets_the_holder():
    t.keep_shared(t.make_shared_raw(5))
    assert t.shared_count() == 1
    assert t.kept_shared().v == 5


def test_a_copy_of_a_shared_object_is_another_one():
    o = t.Shared(3)
    assert o.copied() is not o
    assert o.copied().v == 3


def test_a_wrapper_made_by_reference_shares_when_a_shared_ptr_comes():
    before = t.alive()
    t.fill_shared(8)
    o = t.kept_shared_reference()
    assert t.kept_shared() is o
    t.keep_shared(None)
    assert o.v == 8
    del o
    assert t.alive() == before


def test_a_unique_object_may_be_shared_from_cpp():
    assert t.unique_as_shared(t.Unique(3)) == 3
    assert t.shared_from_new(4).v == 4


def test_shared_from_this_works():
    o = t.SelfAware(3)
    assert o.myself() is o
    assert o.count() == 1


def test_a_reference_to_an_object_that_knows_its_owner_shares_it():
    t.fill_aware(4)
    o = t.aware_pointer()
    t.drop_aware()
    assert o.v == 4


# --- counters and other holders ---


def test_an_object_with_its_own_counter_is_counted():
    before = t.alive()
    o = t.Counting(3)
    assert o.references == 1
    t.keep_counting(o)
    assert o.references == 2
    del o
    o = t.kept_counting()
    assert o.references == 2
    t.keep_counting(None)
    assert (o.v, o.references) == (3, 1)
    del o
    assert t.alive() == before


def test_a_holder_of_the_users_own():
    before = t.alive()
    o = t.Solo(3)
    assert o.v == 3
    assert o.copied().v == 3
    assert t.make_solo(5).v == 5
    del o
    assert t.alive() == before


def test_an_object_may_leave_its_count_to_python():
    before = t.alive()
    o = t.Delegating(3)
    t.keep_delegating(o)
    del o
    assert t.kept_delegating().v == 3
    assert t.alive() == before + 1
    t.keep_delegating(None)
    assert t.alive() == before


def test_an_object_made_in_cpp_leaves_its_count_to_python_later():
    before = t.alive()
    t.make_delegating(7)
    o = t.kept_delegating()
    assert o.v == 7
    t.keep_delegating(None)
    assert o.v == 7
    del o
    assert t.alive() == before


def test_a_python_class_over_each_holder():
    for cls in (t.Inside, t.Unique, t.Shared, t.Deleted, t.SelfAware, t.Counting, t.Solo):

        class Mine(cls):
            def __init__(self, v):
                super().__init__(v)
                self.extra = [self]

        o = Mine(4)
        assert (o.v, o.extra[0]) == (4, o)
