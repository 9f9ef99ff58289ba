# SPDX-License-Identifier: BSD-3-Clause
"""Factories: constructors that are functions, new_()."""

import gc

import pytest
import test_factories_ext as t

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


@pytest.mark.parametrize("name", ["ByValue", "ByPointer", "ByUnique", "ByShared", "ByObject"])
def test_a_factory_makes_the_object(name):
    before = t.alive()
    o = getattr(t, name)(3)
    assert type(o) is getattr(t, name)
    assert o.v == 3
    assert t.alive() == before + 1
    del o
    assert t.alive() == before


@pytest.mark.parametrize("name", ["ByValue", "ByPointer", "ByUnique", "ByShared"])
def test_a_python_class_over_one_made_by_a_factory(name):
    class Mine(getattr(t, name)):
        def __init__(self, v):
            super().__init__(v + 1)
            self.extra = v

    o = Mine(3)
    assert type(o) is Mine
    assert (o.v, o.extra) == (4, 3)


def test_a_factory_of_another_object_cannot_serve_a_subclass():
    class Mine(t.ByObject):
        pass

    assert message(Mine, 3) == (
        "test_factories_ext.ByObject: the factory made another object, which cannot become a 'Mine'"
    )


def test_a_factory_names_its_arguments():
    assert t.ByValue(v=4).v == 4


def test_a_factory_that_returns_nothing_is_refused():
    assert message(t.ByPointer, -1) == ("test_factories_ext.ByPointer: the factory returned a null pointer")
    assert message(t.ByObject, -1) == "test_factories_ext.ByObject: the factory returned None"


def test_an_exception_leaves_a_factory():
    assert message(t.ByShared, -1, error=ValueError) == "negative"


def test_the_shared_pointer_of_a_factory_is_kept():
    o = t.ByShared(3)
    assert t.share(o) == 2
    assert t.share(o) == 2
