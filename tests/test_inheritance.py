# SPDX-License-Identifier: BSD-3-Clause
"""Inheritance: C++ bases wherever they lie, dynamic types, and Python classes over bound ones."""

import abc
import gc
import typing
import weakref

import pytest
import test_inheritance_ext as t

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    t.keep_shared(None)
    gc.collect()
    assert t.alive() == before


# --- C++ bases ---


def test_members_of_every_base_are_inherited():
    b = t.Both()
    assert (b.l, b.r, b.own, b.get_left(), b.get_right()) == (1, 2, 3, 1, 2)
    b.r = 20
    assert (b.l, b.r, b.get_right(), b.own) == (1, 20, 20, 3)


def test_an_object_is_passed_as_any_base():
    assert t.take_right(t.Both()) == 2
    assert t.take_right(t.Deeper()) == 2
    assert t.take_right(t.Right()) == 2
    assert "expected test_inheritance_ext.Right" in message(t.take_right, t.Left())


def test_the_python_classes_derive_as_in_cpp():
    assert t.Both.__bases__ == (t.Left, t.Right)
    assert t.Deeper.__mro__[:4] == (t.Deeper, t.Both, t.Left, t.Right)
    assert t.Diamond.__bases__ == (t.BranchA, t.BranchB)


def test_a_base_at_another_address_is_the_same_object():
    b = t.Both()
    assert t.as_right(b) is b
    assert b.me() is b


def test_members_of_a_deeper_class_are_where_they_should_be():
    d = t.Deeper()
    assert (d.l, d.r, d.own, d.deep, d.direct) == (1, 2, 3, 4, 2)
    d.direct = 30
    assert d.r == 30


def test_a_virtual_base_is_shared():
    d = t.Diamond()
    assert (d.v, d.a, d.b, d.d) == (5, 6, 7, 8)
    d.v = 50
    assert t.take_virtual(d) == 50
    assert t.take_virtual(t.BranchB()) == 5


def test_a_virtual_base_is_the_same_object():
    d = t.Diamond()
    assert t.as_virtual(d) is d
    assert t.as_branch_b(d) is d


def test_addresses_are_forgotten_with_the_object():
    for _ in range(50):
        assert type(t.as_right(t.Both())) is t.Both
        assert type(t.as_virtual(t.Diamond())) is t.Diamond


def test_addresses_are_forgotten_with_an_object_given_away():
    for _ in range(50):
        g = t.Given()
        assert t.take_given(g) == 2
        assert type(t.make_right()) is t.Right
        del g
        assert type(t.make_right()) is t.Right


def test_the_first_member_is_not_the_object():
    o = t.HasFirstMember()
    assert type(o.first) is t.FirstMember
    assert o.first is o.first
    o.first.v = 90
    assert o.first.v == 90


# --- dynamic types ---


@pytest.mark.parametrize("make", [t.make_dog, t.make_unique_dog, t.make_shared_dog])
def test_a_base_pointer_gives_the_dynamic_class(make):
    d = make()
    assert type(d) is t.Dog
    assert (d.name(), d.tricks) == ("dog", 2)
    assert d.me() is d


def test_a_dynamic_class_that_is_not_bound_gives_the_static_one():
    d = t.make_unbound_dog()
    assert type(d) is t.Animal
    assert d.name() == "unbound"


def test_a_base_object_stays_one():
    assert type(t.make_animal()) is t.Animal


def test_an_abstract_class_has_no_constructor():
    assert message(t.Abstract) == "test_inheritance_ext.Abstract: no constructor defined"
    assert t.Concrete().value() == 11
    assert type(t.make_abstract()) is t.Concrete


def test_a_constructor_is_not_inherited_from_a_base():
    class Mine(t.Abstract):
        pass

    assert message(Mine) == "test_inheritance_ext.Abstract: no constructor defined"


# --- Python classes over several bound ones ---


class OneTwo(t.One, t.Two):
    def __init__(self, a, b):
        t.One.__init__(self, a)
        t.Two.__init__(self, b)


def test_a_python_class_over_two_bound_ones_is_both():
    o = OneTwo(3, 4)
    assert (o.one, o.two, o.twice()) == (3, 4, 6)
    assert (t.take_one(o), t.take_two(o)) == (3, 4)
    o.one, o.two = 30, 40
    assert (t.take_one(o), t.take_two(o)) == (30, 40)
    assert o.me() is o


def test_both_parts_are_destroyed():
    before = t.alive()
    o = OneTwo(3, 4)
    assert t.alive() == before + 2
    del o
    assert t.alive() == before


def test_a_part_that_was_not_initialised_cannot_be_used():
    class Half(t.One, t.Two):
        def __init__(self):
            t.One.__init__(self, 1)

    o = Half()
    assert o.one == 1
    expected = (
        "test_inheritance_ext.Two: the object is not initialised: test_inheritance_ext.Two.__init__() was not called"
    )
    assert message(t.take_two, o) == expected
    assert message(lambda: o.two) == expected
    t.Two.__init__(o, 2)
    assert o.two == 2


def test_a_part_is_initialised_once():
    o = OneTwo(1, 2)
    assert "initialised already" in message(t.Two.__init__, o, 3)
    assert o.two == 2


def test_a_constructor_that_fails_leaves_the_other_part():
    class Failing(t.One, t.Two):
        def __init__(self):
            t.One.__init__(self, 1)
            t.Two.__init__(self, "x")

    before = t.alive()
    with pytest.raises(TypeError):
        Failing()
    gc.collect()
    assert t.alive() == before


class Holders(t.SharedPart, t.UniquePart, t.One):
    def __init__(self, s, u, one):
        t.SharedPart.__init__(self, s)
        t.UniquePart.__init__(self, u)
        t.One.__init__(self, one)


def test_parts_have_their_own_holders():
    before = t.alive()
    o = Holders(1, 2, 3)
    assert (o.s, o.u, o.one) == (1, 2, 3)
    assert t.take_shared(o) == 1
    assert t.alive() == before + 3
    del o
    assert t.alive() == before


def test_a_shared_part_is_shared():
    o = Holders(1, 2, 3)
    t.keep_shared(o)
    assert t.kept() is o
    r = weakref.ref(o)
    del o
    gc.collect()
    assert t.kept().s == 1
    assert r() is None or r().u == 2


def test_a_unique_part_can_be_given_away():
    o = Holders(1, 2, 3)
    assert t.take_unique(o) == 2
    assert "was given away" in message(lambda: o.u, error=ValueError)
    assert (o.s, o.one) == (1, 3)


def test_several_bound_bases_and_a_python_one():
    class Mixin:
        def total(self):
            return self.one + self.two

    class Mine(Mixin, OneTwo):
        pass

    o = Mine(3, 4)
    o.extra = o
    assert o.total() == 7
    before = t.alive()
    del o
    gc.collect()
    assert t.alive() == before - 2


def test_slots_beside_two_bound_bases():
    class Mine(t.One, t.Two):
        __slots__ = ("a", "b")

    o = Mine.__new__(Mine)
    t.One.__init__(o, 3)
    t.Two.__init__(o, 4)
    o.a, o.b = "a", "b"
    assert (o.one, o.two, o.a, o.b) == (3, 4, "a", "b")


@pytest.mark.parametrize("slots", [(), ("a",), ("a", "b")])
def test_many_instances_without_a_dict_side_by_side(slots):
    # Each lies behind another one's numbers, which no part of it may take for its own.
    class Mine(t.One, t.Two):
        __slots__ = slots

    def make(i):
        o = Mine.__new__(Mine)
        t.One.__init__(o, i)
        t.Two.__init__(o, 2**31 - 1 - i)
        return o

    before = t.alive()
    several = [make(i) for i in range(1000)]
    assert not hasattr(several[0], "__dict__")
    del several[::2]
    gc.collect()
    assert [(o.one, o.two) for o in several] == [(i, 2**31 - 1 - i) for i in range(1, 1000, 2)]
    del several
    assert t.alive() == before


def test_weak_and_dynamic_parts_in_second_place():
    class Mine(t.One, t.Weak, t.Dynamic):
        __slots__ = ()

        def __init__(self):
            t.One.__init__(self, 1)
            t.Weak.__init__(self, 2)
            t.Dynamic.__init__(self, 3)

    before = t.alive()
    o = Mine()
    o.attribute = o
    gone = []
    r = weakref.ref(o, gone.append)
    assert r() is o
    del o
    gc.collect()
    assert gone == [r]
    assert t.alive() == before


def test_the_class_of_such_an_object_stays():
    class Other(t.One, t.Two):
        pass

    o = OneTwo(1, 2)
    with pytest.raises(TypeError, match="cannot set __class__"):
        o.__class__ = Other


def test_one_bound_class_and_one_that_derives_from_it():
    class Mine(t.Both, t.Left):
        def __init__(self):
            super().__init__()

    o = Mine()
    assert (o.l, o.r, o.own) == (1, 2, 3)
    assert t.as_right(o) is o


# --- Python's own abstract and generic classes ---


def test_abc_beside_a_bound_class():
    class Base(t.One, abc.ABC):
        @abc.abstractmethod
        def f(self): ...

    class Derived(Base):
        def f(self):
            return self.one

    assert "abstract" in message(Base, 1)
    assert Derived(4).f() == 4


def test_abc_first():
    class Base(abc.ABC):
        @abc.abstractmethod
        def f(self): ...

    class Derived(Base, t.One):
        def f(self):
            return t.take_one(self)

    assert Derived(4).f() == 4
    assert isinstance(Derived(1), Base)


def test_protocol_beside_a_bound_class():
    @typing.runtime_checkable
    class HasTwice(typing.Protocol):
        def twice(self) -> int: ...

    class Derived(t.One, HasTwice):
        pass

    assert isinstance(t.One(1), HasTwice)
    assert Derived(2).twice() == 4


def test_generic_beside_a_bound_class():
    T = typing.TypeVar("T")

    class Derived(t.One, typing.Generic[T]):
        pass

    assert Derived[int](3).one == 3


def test_init_subclass_and_set_name_run():
    seen = []

    class Base(t.One):
        def __init_subclass__(cls, **kwargs):
            seen.append((cls.__name__, kwargs))

    class Derived(Base, key=1):
        pass

    assert seen == [("Derived", {"key": 1})]
    assert Derived(1).one == 1


def test_super_init_not_called_is_an_error_on_use():
    class Forgetful(t.One):
        def __init__(self):
            self.extra = 1

    o = Forgetful()
    assert message(o.twice) == (
        "test_inheritance_ext.One: the object is not initialised: test_inheritance_ext.One.__init__() was not called"
    )


def test_isinstance_and_issubclass():
    assert issubclass(OneTwo, t.One)
    assert isinstance(OneTwo(1, 2), t.Two)
    assert not isinstance(t.One(1), t.Two)


# --- bases that are not bound ---


def test_functions_of_an_unbound_base_behind_the_objects_start():
    o = t.BehindVtable()
    assert (o.get(), o.v, o.member, o.own()) == (10, 10, 10, 11)
    o.v = 5
    assert (o.get(), o.member, o.own()) == (5, 5, 6)


def test_functions_of_an_unbound_virtual_base():
    o = t.OverVirtualBase()
    assert (o.get(), o.v, o.w) == (20, 20, 1)
    o.v = 6
    assert (o.get(), o.w) == (6, 1)
