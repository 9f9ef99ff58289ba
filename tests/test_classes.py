# SPDX-License-Identifier: BSD-3-Clause
"""Classes: construction, methods, kinds of class, and how instances behave in Python."""

import copy
import gc
import pickle
import sys
import types
import weakref

import pytest
import test_classes_ext as t

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


# --- construction ---


def test_constructors_are_overloaded():
    assert t.Point() == t.Point(0, 0)
    assert t.Point(1, y=2).sum() == 3
    assert t.Point(1).y == 7
    assert t.Point("four").x == 4
    assert t.Point(t.Point(5, 6)) == t.Point(5, 6)


def test_an_aggregate_is_constructed_with_braces():
    a = t.Aggregate(1, 2.5)
    assert (a.a, a.b) == (1, 2.5)


def test_a_constructor_refuses_what_does_not_fit():
    assert message(t.Aggregate, 1) == "Aggregate.__init__(): missing argument 2"
    assert message(t.Aggregate, 1, "x") == ("Aggregate.__init__(): argument 2: expected float, got str")
    assert message(t.Throws) == "Throws.__init__(): missing argument 1"


def test_the_error_of_overloaded_constructors_shows_all():
    text = message(t.Point, None)
    assert text.startswith("Point.__init__(): no overload takes (None); the overloads are:")
    assert text.count("\n") == 4


def test_a_constructor_that_throws_makes_no_object():
    with pytest.raises(ValueError, match="no such object"):
        t.Throws(1)
    assert type(t.Throws(0)) is t.Throws


def test_a_class_without_constructor_cannot_be_called():
    assert message(t.NeverMade) == "test_classes_ext.NeverMade: no constructor defined"
    assert t.make_never().v == 3


def test_a_constructor_may_place_the_object_itself():
    assert t.Placed(3).v == 3
    assert t.Placed("four").v == 4
    assert message(t.Placed, "", error=ValueError) == "empty"


def test_an_over_aligned_object_is_aligned():
    assert all(t.Aligned().is_aligned() for _ in range(20))

    class Derived(t.Aligned):
        pass

    assert all(Derived().is_aligned() for _ in range(20))


def test_initialising_twice_is_refused():
    p = t.Point(1, 2)
    assert message(p.__init__, 3, 4) == ("test_classes_ext.Point.__init__(): the object is initialised already")
    assert p == t.Point(1, 2)


def test_an_uninitialised_object_cannot_be_used():
    p = t.Point.__new__(t.Point)
    text = "test_classes_ext.Point: the object is not initialised: test_classes_ext.Point.__init__() was not called"
    assert message(p.sum) == text
    assert message(lambda: p.x) == text
    assert message(t.take_point, p) == text
    p.__init__(1, 2)
    assert p.sum() == 3


def test_a_constructor_of_another_class_is_refused():
    a = t.Aggregate.__new__(t.Aggregate)
    assert message(t.Point.__init__, a, 1, 2) == (
        "test_classes_ext.Point.__init__(): self must be a test_classes_ext.Point, not test_classes_ext.Aggregate"
    )
    assert "self must be" in message(t.Point.__init__, 3, 1, 2)


def test_suture_object_cannot_be_instantiated():
    base = t.Point.__mro__[1]
    assert message(base) == "suture.object: cannot be instantiated: it is no bound class"


# --- methods ---


def test_a_method_needs_an_instance():
    assert t.Point.sum(t.Point(1, 2)) == 3
    expected = "Point.sum(): self: expected test_classes_ext.Point, got "
    assert message(t.Point.sum, None) == expected + "None"
    assert message(t.Point.sum, 3) == expected + "int (3)"
    assert message(t.Point.sum) == "Point.sum(): missing self"


def test_a_result_by_value_is_a_new_object():
    p = t.Point(1, 2)
    q = p.moved(1)
    assert (q.x, q.y) == (2, 3)
    assert q is not p


def test_a_reference_to_a_known_object_is_that_object():
    p = t.Point(1, 2)
    assert p.self() is p


def test_an_operator_returns_not_implemented_for_strangers():
    assert t.Point(1, 2) == t.Point(1, 2)
    assert t.Point(1, 2) != t.Point(2, 2)
    assert (t.Point() == 3) is False
    assert t.Point.__eq__(t.Point(), 3) is NotImplemented


def test_equality_without_hash_makes_instances_unhashable():
    assert t.Point.__hash__ is None
    assert message(hash, t.Point()) == "unhashable type: 'test_classes_ext.Point'"


def test_repr_of_the_class_and_of_an_instance():
    assert repr(t.Point(1, 2)) == "Point(1, 2)"
    assert repr(t.Point) == "<class 'test_classes_ext.Point'>"
    assert repr(t.Outer.Inner) == "<class 'test_classes_ext.Outer.Inner'>"


# --- kinds of class ---


def test_a_nested_class_knows_its_place():
    assert t.Outer.Inner.__qualname__ == "Outer.Inner"
    assert t.Outer.Inner.__module__ == "test_classes_ext"
    assert t.Outer.Inner.method.__qualname__ == "Outer.Inner.method"
    assert t.Outer.Inner().method() == 1


def test_a_final_class_has_no_subclass():
    with pytest.raises(TypeError, match="is not an acceptable base type"):
        type("Derived", (t.Final,), {})


def test_attributes_need_dynamic_attr():
    with pytest.raises(AttributeError):
        t.Final().new_attribute = 1
    for cls in (t.Dynamic, t.DynamicWeak):
        o = cls()
        o.new_attribute = 1
        assert o.__dict__ == {"new_attribute": 1}
        o.__dict__ = {"other": 2}
        assert o.other == 2


def test_a_cycle_through_an_attribute_is_collected():
    before = t.alive()
    for cls in (t.Dynamic, t.DynamicWeak):
        o = cls()
        o.me = o
    del o
    gc.collect()
    assert t.alive() == before


@pytest.mark.parametrize("cls", [t.Weak, t.DynamicWeak])
def test_weak_references(cls):
    gone = []
    o = cls()
    r = weakref.ref(o, gone.append)
    assert r() is o
    del o
    assert r() is None
    assert gone == [r]


def test_weak_references_need_the_annotation():
    assert "cannot create weak reference" in message(weakref.ref, t.Final())


def test_a_generic_class_takes_parameters():
    alias = t.Generic[int]
    assert alias.__origin__ is t.Generic
    assert alias.__args__ == (int,)
    assert type(alias()) is t.Generic


def test_a_supplement_starts_as_zero_and_belongs_to_the_class():
    assert t.supplement_start() == 0
    t.set_supplement(t.Supplemented, 7)
    assert t.get_supplement(t.Supplemented) == 7
    t.set_supplement(t.Supplemented, 0)


def test_raw_slots_join_what_is_bound():
    o = t.Slotted()
    assert repr(o) == "a slotted object"
    assert (o.raw_method(), t.Slotted.raw_static(), o.raw_property) == (11, 11, 12)
    assert o.v == 6
    assert t.Slotted.raw_method.__doc__ == "A raw method."


def test_a_raw_slot_that_the_runtime_needs_is_refused():
    scope = types.ModuleType("m")
    assert message(t.bind_forbidden_slot, scope, error=ImportError) == (
        "m.Forbidden: type_slots: Py_tp_dealloc belongs to the runtime"
    )


def test_a_buffer_is_exported():
    o = t.Buffer()
    assert bytes(memoryview(o)) == b"\x01\x02\x03\x04"
    memoryview(o)[0] = 9
    assert bytes(o)[0] == 9


def test_a_metaclass_of_ones_own():
    class Meta(type):
        def extra(cls):
            return cls.__name__

    cls = t.bind_with_metaclass(types.ModuleType("m"), Meta)
    assert type(cls) is Meta
    assert cls.extra() == "WithMeta"
    assert cls().v == 7
    assert type(type("Derived", (cls,), {})) is Meta


def test_a_python_base_lends_its_methods():
    class Base:
        def twice(self):
            return 2 * self.v

    cls = t.bind_with_python_base(types.ModuleType("m"), Base)
    assert cls().twice() == 16
    assert isinstance(cls(), Base)


def test_a_module_local_class_works():
    cls = t.bind_local(types.ModuleType("m"))
    assert type(cls()) is cls


@pytest.mark.parametrize(
    ("mistake", "expected"),
    [
        ("bind_point_again", "m.Again: the C++ type '*::point' is bound already, as "),
        ("bind_taken_name", "m.Point: the scope has an attribute of that name already"),
        ("bind_without_base", "m.Derived: its base class '*::numbered<11>' has no Python class"),
    ],
)
def test_a_mistake_is_an_import_error_that_names_the_class(mistake, expected):
    scope = types.ModuleType("m")
    scope.Point = 1
    text = message(getattr(t, mistake), scope, error=ImportError)
    start, _, rest = expected.partition("*")
    assert text.startswith(start)
    assert rest in text


# --- instances in Python ---


def test_the_class_of_an_object_cannot_be_exchanged():
    p = t.Point()
    expected = "cannot set __class__ of a 'test_classes_ext.Point' object: it holds a C++ object of that class"

    def change(value):
        p.__class__ = value

    assert message(change, t.Aggregate) == expected
    assert message(change, int) == expected
    assert p.__class__ is t.Point


def test_the_class_may_be_exchanged_among_python_classes_over_the_same():
    class A(t.Point):
        pass

    class B(t.Point):
        pass

    class C(t.Aggregate):
        pass

    a = A(1, 2)
    a.__class__ = B
    assert type(a) is B
    assert a.sum() == 3
    with pytest.raises(TypeError):
        a.__class__ = C
    with pytest.raises(TypeError):
        a.__class__ = t.Point


def test_a_python_class_derives_from_a_bound_one():
    class Mine(t.Point):
        def __init__(self, extra):
            super().__init__(1, 2)
            self.extra = extra

        def sum(self):
            return super().sum() + self.extra

    o = Mine(10)
    assert o.sum() == 13
    assert t.take_point(o) == 3
    assert o.__dict__ == {"extra": 10}
    assert weakref.ref(o)() is o


def test_attributes_of_a_python_class_leave_the_object_alone():
    class Mine(t.Point):
        pass

    o, names = Mine(1, 2), [f"a{i}" for i in range(40)]
    for name in names:
        setattr(o, name, name)
    assert (o.x, o.y, o.a0) == (1, 2, "a0")
    o.x = o.y = -1
    assert o.__dict__ == {name: name for name in names}
    o.__dict__ = {"a0": 0}
    assert (o.x, o.y, o.a0) == (-1, -1, 0)


def test_a_subclass_with_slots_has_no_dict():
    class Mine(t.Point):
        __slots__ = ("a", "b")

    o = Mine(1, 2)
    o.a = [o]
    o.b = 5
    assert (o.sum(), o.b) == (3, 5)
    assert not hasattr(o, "__dict__")
    o.a = None


def test_a_cycle_through_a_slot_is_collected():
    class Mine(t.Point):
        __slots__ = ("a",)

    before = t.alive()
    o = Mine(1, 2)
    o.a = o
    assert t.alive() == before + 1
    del o
    gc.collect()
    assert t.alive() == before


def test_a_python_class_over_a_bound_one_is_collected():
    def make():
        class Mine(t.Dynamic):
            pass

        o = Mine()
        o.me = o
        return weakref.ref(Mine)

    r = make()
    gc.collect()
    assert r() is None


def test_a_finalizer_sees_the_object_and_may_revive_it():
    kept = []

    class Mine(t.Point):
        def __del__(self):
            kept.append(self)

    Mine(1, 2)
    assert kept[0].sum() == 3
    kept.clear()


def test_init_replaced_in_python_is_honoured():
    class Mine(t.Aggregate):
        pass

    original = t.Aggregate.__init__

    def init(self, v):
        original(self, v, float(v))

    t.Aggregate.__init__ = init
    try:
        assert t.Aggregate(3).b == 3.0
        assert Mine(4).b == 4.0
    finally:
        t.Aggregate.__init__ = original
    assert t.Aggregate(1, 2.0).b == 2.0


def test_init_deleted_in_python_is_gone():
    original = t.Throws.__init__
    del t.Throws.__init__
    try:
        assert "no constructor defined" in message(t.Throws, 0)
    finally:
        t.Throws.__init__ = original
    assert type(t.Throws(0)) is t.Throws


def test_new_replaced_in_python_is_honoured():
    calls = []
    original = t.Aggregate.__mro__[1].__new__

    def new(cls, *args):
        calls.append(cls)
        return original(cls)

    t.Aggregate.__new__ = new
    try:
        assert t.Aggregate(1, 2.0).a == 1
    finally:
        del t.Aggregate.__new__
    assert calls == [t.Aggregate]
    assert t.Aggregate(3, 2.0).a == 3


def test_a_method_replaced_in_python_is_honoured():
    original = t.Point.sum
    t.Point.sum = lambda self: -1
    try:
        assert t.Point(1, 2).sum() == -1
    finally:
        t.Point.sum = original
    assert t.Point(1, 2).sum() == 3


def test_a_special_method_replaced_in_python_is_honoured():
    original = t.Point.__repr__
    t.Point.__repr__ = lambda self: "replaced"
    try:
        assert repr(t.Point()) == "replaced"
    finally:
        t.Point.__repr__ = original
    assert repr(t.Point()) == "Point(0, 0)"


def test_a_subclass_may_return_another_object_from_new():
    class Mine(t.Point):
        def __new__(cls, *args):
            return 5

    assert Mine(1, 2) == 5


# --- protocols ---


def test_copies_are_made_by_the_methods_bound():
    p = t.Point(1, 2)
    assert copy.copy(p) == p
    assert copy.copy(p) is not p
    assert copy.deepcopy([p, p])[0] == p


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_by_state(protocol):
    s = pickle.loads(pickle.dumps(t.Saved(1, "two"), protocol))
    assert (type(s), s.a, s.b) == (t.Saved, 1, "two")


def test_copying_by_state():
    s = t.Saved(1, "two")
    assert copy.copy(s).b == "two"
    assert copy.deepcopy([s])[0].a == 1


def test_state_is_not_set_twice():
    s = t.Saved(1, "two")
    with pytest.raises(TypeError, match="initialised already"):
        s.__setstate__((3, "x"))
    assert s.a == 1


def test_a_state_that_does_not_fit_leaves_the_object_uninitialised():
    s = t.Saved.__new__(t.Saved)
    with pytest.raises(TypeError):
        s.__setstate__(("x", "y"))
    with pytest.raises(TypeError, match="not initialised"):
        _ = s.a


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_by_reduce(protocol):
    assert pickle.loads(pickle.dumps(t.Reduced(4), protocol)).v == 4


def test_what_cannot_be_pickled_says_so():
    with pytest.raises(TypeError, match="cannot pickle"):
        pickle.dumps(t.Point(), 2)


def test_implicit_conversion_by_constructor():
    assert t.take_seconds(5) == 5
    assert t.take_seconds(t.Placed(6)) == 6
    assert t.take_seconds(s=t.Seconds(7)) == 7


def test_implicit_conversion_by_declaration():
    assert t.take_minutes(1.5) == 1.5
    assert t.take_minutes(t.Minutes(2.5)) == 2.5


def test_a_cast_by_value_converts_as_an_argument_does():
    assert t.cast_minutes(1.5) == 1.5
    assert t.cast_minutes(t.Minutes(2.5)) == 2.5
    assert t.try_cast_minutes(1.5) == (True, 1.5)
    for wrong in ("text", None):
        with pytest.raises(TypeError):
            t.cast_minutes(wrong)
        assert t.try_cast_minutes(wrong) == (False, -1)


def test_a_cast_by_value_can_be_strict():
    assert t.cast_minutes_strictly(t.Minutes(2.5)) == 2.5
    with pytest.raises(TypeError):
        t.cast_minutes_strictly(1.5)


@pytest.mark.parametrize("cast", [t.cast_minutes_pointer, t.cast_minutes_reference])
def test_a_cast_to_a_pointer_or_reference_makes_no_object(cast):
    assert cast(t.Minutes(2.5)) == 2.5
    with pytest.raises(TypeError, match="expected test_classes_ext.Minutes"):
        cast(1.5)


def test_a_tried_cast_to_a_pointer_makes_no_object():
    assert t.try_cast_minutes_pointer(t.Minutes(2.5)) == (True, 2.5)
    assert t.try_cast_minutes_pointer(1.5) == (False, -1)
    assert t.try_cast_minutes_pointer(None) == (True, -1)


def test_implicit_conversion_can_be_switched_off():
    assert message(t.take_seconds_strictly, 5) == (
        "take_seconds_strictly(): argument 's' (position 1): expected test_classes_ext.Seconds, got int (5)"
    )


def test_an_implicit_conversion_that_does_not_fit_is_a_type_error():
    assert message(t.take_seconds, "x") == (
        "take_seconds(): argument 's' (position 1): expected test_classes_ext.Seconds, got str"
    )


def test_instances_have_one_basic_size():
    assert {c.__basicsize__ for c in (t.Point, t.Aggregate, t.Aligned)} == {t.Point.__basicsize__}
    assert sys.getsizeof(t.Point()) >= t.Point.__basicsize__
