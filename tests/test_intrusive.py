# SPDX-License-Identifier: BSD-3-Clause
"""Reference counts inside of objects, which Python's take over."""

import gc
import sys

import pytest
import test_intrusive_ext as t


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.balance()
    yield
    t.keep(None)
    gc.collect()
    assert t.balance() == before


@pytest.mark.parametrize("make", [t.Node, t.Node.raw, t.Node.counted, t.Node.by_value])
def test_objects_live_as_long_as_someone_counts(make):
    o = make()
    assert type(o) is t.Node
    assert o.value(0) == 123
    assert t.value_of_pointer(o) == 124
    assert t.value_of_ref(o) == 125
    assert t.value_of_const_ref(o) == 126


def test_a_class_derived_in_python_overrides():
    class Mine(t.Node):
        def __init__(self, x):
            super().__init__()
            self.x = x

        def value(self, i):
            return self.x * i

    o = Mine(456)
    assert [t.value_of_pointer(o), t.value_of_ref(o), t.value_of_const_ref(o)] == [456, 912, 1368]


def test_cpp_keeps_the_python_half():
    class Mine(t.Node):
        def value(self, i):
            return i

    t.keep(Mine())
    gc.collect()
    assert type(t.kept()) is Mine
    assert t.kept().value(7) == 7


def test_the_object_is_the_same_again():
    o = t.Node.counted()
    t.keep(o)
    assert t.kept() is o
    del o
    gc.collect()
    assert t.kept().value(0) == 123


def test_python_counts_what_cpp_has():
    o = t.Node()
    before = sys.getrefcount(o)
    t.keep(o)
    assert sys.getrefcount(o) == before + 1
    assert t.kept_count() == 0
    t.keep(None)
    assert sys.getrefcount(o) == before


def test_references_from_before_become_pythons():
    o, count, references = t.several_first()
    assert count == 0
    assert references == 5
    assert sys.getrefcount(o) == 2


def test_the_dynamic_class_is_found():
    assert type(t.Node.leaf()) is t.Leaf


def test_none_is_an_empty_reference():
    assert t.takes_none(None)
    assert not t.takes_none(t.Node())
    assert t.Node.nothing() is None
    with pytest.raises(TypeError):
        t.value_of_ref(None)


def test_members_are_references():
    a, b = t.Node(), t.Node()
    assert a.next is None
    a.next = b
    assert a.next is b
    del b
    gc.collect()
    assert a.next.value(0) == 123


def test_references_in_containers():
    assert t.several([t.Node(), t.Leaf()]) == 1123


def test_a_class_with_a_counter_of_its_own():
    assert t.own_value(t.Own()) == 3
    assert t.own_value(t.Own.counted()) == 3


def test_cpp_counts_alone():
    assert t.cpp_only()


def test_any_thread_counts():
    o = t.Node()
    before = sys.getrefcount(o)
    t.from_threads(o)
    assert sys.getrefcount(o) == before
