# SPDX-License-Identifier: BSD-3-Clause
"""Cyclic garbage collection through C++ objects."""

import gc
import weakref

import pytest
import test_gc_ext as t


class Marker:
    """Can be referenced weakly, so that its end can be seen."""


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    t.keep(None)
    gc.collect()
    assert t.alive() == before


@pytest.mark.parametrize("member", ["one", "maybe"])
def test_a_cycle_through_an_object_is_collected(member):
    o = t.Objects()
    setattr(o, member, o)
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_a_cycle_through_containers_is_collected():
    o, p = t.Objects(), t.Objects()
    o.list = [p, 1, "x"]
    p.map = {"o": o}
    before = t.alive()
    del o, p
    gc.collect()
    assert t.alive() == before - 2


def test_what_is_still_referenced_stays():
    o = t.Objects()
    o.one = o
    gc.collect()
    assert o.one is o
    o.one = None


def test_a_cycle_through_a_callback_is_collected():
    o = t.Callbacks()
    o.call = lambda x: x if o else 0
    o.calls = [lambda x: (o, x)[1]]
    assert o.call(3) == 3
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_a_callback_that_is_shared_is_left_alone():
    o, p = t.Callbacks(), t.Callbacks()
    marker = Marker()
    o.call = lambda x, keep=marker: x
    p.call = o.call
    r = weakref.ref(marker)
    del o, marker
    gc.collect()
    assert r() is not None
    assert p.call(4) == 4


def test_a_cycle_through_a_shared_pointer_is_collected():
    class Mine(t.Target):
        def __init__(self, owner):
            super().__init__()
            self.owner = owner

    o = t.Sharing()
    o.other = Mine(o)
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 2


def test_a_shared_pointer_with_another_owner_is_left_alone():
    class Mine(t.Target):
        pass

    o = t.Sharing()
    o.other = Mine()
    r = weakref.ref(o.other)
    o.copy_other()
    gc.collect()
    assert r() is o.other


def test_a_shared_object_is_traversed_only_by_its_sole_owner():
    o = t.SharedSelf()
    marker = Marker()
    marker.me = marker
    o.one = marker
    t.keep(o)
    r = weakref.ref(marker)
    del o, marker
    gc.collect()
    assert r() is t.kept_one()


def test_a_shared_object_in_a_cycle_is_collected():
    o = t.SharedSelf()
    o.one = o
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_a_function_may_do_the_visiting():
    o = t.ByFunction()
    o.hidden = [o]
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_the_authors_own_slots_are_called():
    o = t.Slotted()
    o.one = o
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_a_class_that_says_nothing_is_not_traversed():
    o = t.Opaque()
    o.one = o
    before = t.alive()
    r = o.one
    del o
    gc.collect()
    assert t.alive() == before
    r.one = None


def test_a_cycle_through_a_python_subclass_is_collected():
    class Mine(t.Opaque):
        pass

    o = Mine()
    o.attribute = [o]
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 1


def test_a_cycle_of_keep_alive_alone_is_left_alone():
    """Either C++ object may use the other one in its destructor."""
    before = t.alive()
    a, b = t.Nurse(), t.Nurse()
    a.tie(b)
    b.tie(a)
    del a, b
    gc.collect()
    assert t.alive() == before + 2
    t.expect(2)


def test_a_cycle_of_keep_alive_and_attribute_is_collected():
    for _ in range(5):
        a, b = t.Nurse(), t.Nurse()
        a.tie(b)
        b.attribute = a
    before = t.alive()
    del a, b
    gc.collect()
    assert t.alive() <= before - 2


def test_python_classes_are_collected_with_their_instances():
    class Mine(t.Objects):
        pass

    o = Mine()
    o.one = o
    r = weakref.ref(Mine)
    del Mine, o
    gc.collect()
    assert r() is None


def test_a_finalizer_in_a_cycle_sees_the_object():
    seen = []

    class Mine(t.Objects):
        def __del__(self):
            seen.append(self.one is self)

    o = Mine()
    o.one = o
    del o
    gc.collect()
    assert seen == [True]


def test_referents_are_shown():
    o = t.Objects()
    marker = Marker()
    o.one = marker
    assert marker in gc.get_referents(o)
    assert gc.is_tracked(o)
    assert not gc.is_tracked(t.Opaque())
