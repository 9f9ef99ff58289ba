# SPDX-License-Identifier: BSD-3-Clause
"""Annotations and parameter types for special needs."""

import pytest
import test_annotations_ext as t


def test_an_attribute_for_the_getter_alone():
    assert t.Box.value.__doc__ == "What it holds."
    b = t.Box(3)
    b.value = 4
    assert b.value == 4


def test_attributes_of_the_sides_of_a_data_member():
    b = t.Box(3)
    b.v = 5
    assert b.v == 5
    assert t.Box.v.__doc__ == "The member."
    with pytest.raises(TypeError):
        b.v = True


def test_a_read_only_member_has_a_getter_alone():
    assert t.Box.constant.__doc__ == "Read only."
    with pytest.raises(AttributeError):
        t.Box(1).constant = 2


def test_attributes_of_the_sides_of_a_static_property():
    assert t.Box.shared == 4
    t.Box.shared = 5
    assert t.Box.shared == 5
    t.Box.shared = 4


def test_visitors_define_methods():
    assert t.Box(4).twice() == 8
    assert t.Box(5).double_it() == 10
    assert "Two times." in t.Box.twice.__doc__


def test_a_fallback_comes_after_conversions():
    assert t.overloaded(t.Box(1)) == "box"
    assert t.overloaded(1) == "box"
    assert t.overloaded("x") == "fallback"


def test_a_fallback_takes_anything():
    o = object()
    assert t.alone(o) is o
    with pytest.raises(TypeError):
        t.strict(o)


def test_pointer_and_handle():
    b = t.Box(6)
    assert t.both(b) == (6, b, True)
    with pytest.raises(TypeError):
        t.both(3)


def test_a_type_hook_finds_the_class():
    assert [type(t.make_pet(n)) for n in ("dog", "cat", "pet")] == [t.Dog, t.Cat, t.Pet]


def test_a_type_hook_finds_the_object():
    cat = t.make_pet("cat")
    assert cat.unrelated == 7
    assert t.same_pet(cat) is cat
    dog = t.Dog()
    assert t.same_pet(dog) is dog


def test_locks_can_be_taken():
    assert t.locks([], {}) == 3
