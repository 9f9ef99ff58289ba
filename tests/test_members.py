# SPDX-License-Identifier: BSD-3-Clause
"""Data members, properties and static members of classes."""

import gc
import pydoc
import types

import pytest
import test_members_ext as t

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


# --- data members ---


def test_a_member_says_what_it_expects_as_a_property_does():
    m = t.Members()
    assert message(setattr, m, "i", "x") == "Members.i: expected int, got str"
    assert message(setattr, m, "i", None) == "Members.i: expected int, got None"
    assert message(setattr, m, "i8", 300) == "Members.i8: expected an int in [-128, 127], got int (300)"
    assert message(setattr, m, "text", "\ud800") == (
        "Members.text: expected str, got str with a lone surrogate, which UTF-8 cannot hold"
    )
    assert message(t.Members.i.__get__, 1) == (
        "descriptor 'i' for 'test_members_ext.Members' objects doesn't apply to a 'int' object"
    )


@pytest.mark.parametrize("name", ["i", "d"])
def test_an_error_that_is_not_about_types_leaves_a_member_as_it_is(name):
    class Raises:
        def __index__(self):
            raise MemoryError("why")

        __float__ = __index__

    assert message(setattr, t.Members(), name, Raises(), error=MemoryError) == "why"


@pytest.mark.parametrize(
    ("name", "start", "other"),
    [
        ("flag", True, False),
        ("i8", 1, -128),
        ("u16", 2, 65535),
        ("i", 3, -(2**31)),
        ("i64", 4, -(2**63)),
        ("u64", 5, 2**64 - 1),
        ("f", 0.5, 1.5),
        ("d", 0.25, -1e300),
        ("c", "c", "d"),
        ("text", "text", "other"),
        ("list", [1, 2], [3]),
    ],
)
def test_a_data_member_is_read_and_written(name, start, other):
    m = t.Members()
    assert getattr(m, name) == start
    setattr(m, name, other)
    assert getattr(m, name) == other


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("u16", 70000, "an int in [0, 65535], got int (70000)"),
        ("i8", -129, "an int in [-128, 127], got int (-129)"),
        ("i", "x", "int, got str"),
        ("d", "x", "float, got str"),
        ("text", 3, "str, got int (3)"),
        ("inner", 3, "test_members_ext.Point, got int (3)"),
        ("inner", None, "test_members_ext.Point, got None"),
    ],
)
def test_a_data_member_refuses_a_wrong_value(name, value, expected):
    m = t.Members()
    start = getattr(m, name)
    assert message(setattr, m, name, value) == (f"Members.{name}: expected {expected}")
    assert getattr(m, name) == start


def test_a_data_member_cannot_be_deleted():
    m = t.Members()
    assert message(delattr, m, "i", error=AttributeError) == ("Members.i: the attribute cannot be deleted")


@pytest.mark.parametrize("name", ["read_only", "fixed"])
def test_a_read_only_member_cannot_be_written(name):
    m = t.Members()
    with pytest.raises(AttributeError, match="not writable"):
        setattr(m, name, 3)


def test_a_member_object_is_written_through():
    m = t.Members()
    m.inner.x = 50
    assert m.inner.x == 50
    m.inner = t.Point(7, 8)
    assert m.inner.sum() == 15


def test_a_member_object_keeps_its_owner_alive():
    before = t.alive()
    inner = t.Members().inner
    gc.collect()
    assert inner.x == 1
    assert t.alive() == before + 2
    del inner
    assert t.alive() == before


def test_a_member_pointer_keeps_what_it_points_to_alive():
    m = t.Members()
    assert m.pointer is None
    m.pointer = t.Point(3, 4)
    gc.collect()
    assert m.pointer.sum() == 7
    m.pointer = None
    assert m.pointer is None


def test_a_data_member_is_a_getset_descriptor():
    d = t.Members.i
    assert isinstance(d, types.GetSetDescriptorType)
    assert d.__doc__ == "An int."
    assert d.__name__ == "i"
    assert d.__objclass__ is t.Members


def test_a_descriptor_refuses_another_object():
    with pytest.raises(TypeError):
        t.Members.i.__get__(t.Point(), t.Point)
    with pytest.raises(TypeError):
        t.Members.i.__set__(3, 4)


def setter_text(name):
    """Return the text of the setter of a member of Nullable."""
    _, setter = t.Nullable.__suture_property__(t.Nullable.__dict__[name])
    return setter[0][0]


@pytest.mark.parametrize("name", ["shared", "pointer"])
def test_a_member_that_takes_none_holds_none(name):
    n = t.Nullable()
    p = t.Point(1, 2)
    setattr(n, name, p)
    assert getattr(n, name) is p
    setattr(n, name, None)
    assert getattr(n, name) is None
    assert setter_text(name) == f"def {name}(self, arg: test_members_ext.Point | None, /) -> None"


@pytest.mark.parametrize("name", ["shared", "pointer"])
def test_the_error_of_a_member_that_takes_none_says_so(name):
    assert message(setattr, t.Nullable(), name, "x") == (
        f"Nullable.{name}: expected test_members_ext.Point | None, got str"
    )


def test_none_reaches_the_pointer_in_a_member():
    n = t.Nullable()
    assert n.choice == 1
    n.choice = None
    assert n.choice is None
    n.choice = 5
    assert n.choice == 5
    assert setter_text("choice").endswith("(self, arg: test_members_ext.Point | int | None, /) -> None")


def test_a_member_that_does_not_ask_for_none_refuses_it():
    n = t.Nullable()
    assert message(setattr, n, "strict", None) == "Nullable.strict: expected test_members_ext.Point, got None"
    with pytest.raises(TypeError, match="got None"):
        n.strict_choice = None
    assert "None," not in setter_text("strict") + setter_text("strict_choice")


# --- properties ---


def test_a_property_calls_getter_and_setter():
    p = t.PropertyOwner()
    p.value = 6
    assert (p.value, p.twice) == (6, 12)
    assert t.PropertyOwner.value.__doc__ == "The value."


def test_the_error_of_a_setter_names_the_property():
    assert message(setattr, t.PropertyOwner(), "value", "x") == ("PropertyOwner.value: expected int, got str")
    assert message(setattr, t.PropertyOwner(), "value", 2**40) == (
        "PropertyOwner.value: expected an int in [-2147483648, 2147483647], got int (1099511627776)"
    )


def test_a_property_without_setter_or_getter_says_so():
    p = t.PropertyOwner()
    with pytest.raises(AttributeError, match="not writable"):
        p.twice = 3
    assert message(lambda: p.write_only, error=AttributeError) == (
        "PropertyOwner.write_only: the attribute cannot be read"
    )
    p.write_only = 9
    assert p.value == 9


def test_an_exception_leaves_a_getter():
    assert message(lambda: t.PropertyOwner().failing, error=ValueError) == "no"


def test_static_members_belong_to_the_class():
    t.Members.shared = 11
    assert t.Members.shared == 11
    assert t.Members().shared == 11
    t.Members().shared = 10
    assert t.Members.shared == 10
    assert t.Members.name == "static"


def test_a_static_property_takes_the_class():
    class Derived(t.PropertyOwner):
        pass

    assert t.PropertyOwner.class_name == "PropertyOwner"
    assert Derived.class_name == "Derived"
    t.PropertyOwner.class_value = 6
    assert (Derived.class_value, t.PropertyOwner().class_value) == (6, 6)


def test_a_static_property_refuses_what_it_cannot_do():
    with pytest.raises(AttributeError):
        t.PropertyOwner.class_name = "x"
    with pytest.raises(AttributeError):
        del t.PropertyOwner.class_value
    with pytest.raises(TypeError):
        t.PropertyOwner.class_value = "x"


@pytest.fixture
def class_value():
    """Restore the value of the static property."""
    value = t.PropertyOwner.class_value
    yield value
    t.PropertyOwner.class_value = value


def test_a_static_property_is_set_through_a_derived_bound_class(class_value):
    t.DerivedOwner.class_value = class_value + 1
    assert t.PropertyOwner.class_value == class_value + 1
    t.DerivedOwner().class_value = class_value + 2
    assert t.PropertyOwner.class_value == class_value + 2
    assert "class_value" not in t.DerivedOwner.__dict__


def test_a_static_property_is_set_through_a_python_class(class_value):
    class Sub(t.DerivedOwner):
        pass

    Sub.class_value = class_value + 1
    Sub().class_value += 1
    assert t.PropertyOwner.class_value == class_value + 2
    assert "class_value" not in Sub.__dict__


@pytest.mark.parametrize("cls", [t.LateDerived, t.LateGrandchild])
def test_a_static_property_is_known_to_classes_that_were_there_before(cls):
    before = t.LateOwner.value
    cls.value = before + 1
    assert t.LateOwner.value == before + 1
    assert not {"value"} & (set(vars(t.LateDerived)) | set(vars(t.LateGrandchild)))


def test_a_python_class_may_have_an_attribute_of_that_name(class_value):
    class Sub(t.PropertyOwner):
        class_value = 70

    Sub.class_value = 71
    assert Sub.class_value == 71 and t.PropertyOwner.class_value == class_value


def test_a_static_property_is_a_property():
    p = t.PropertyOwner.__dict__["class_value"]
    assert isinstance(p, property)
    assert p.fget(t.PropertyOwner) == t.PropertyOwner.class_value
    assert p.fset.__name__ == "class_value" and p.fdel is None
    assert p.__doc__ == "Of the class."
    read_only = t.PropertyOwner.__dict__["class_name"]
    assert read_only.fset is None and not read_only.__doc__


def test_help_shows_a_static_property():
    text = pydoc.render_doc(t.PropertyOwner, renderer=pydoc.plaintext)
    assert "class_value\n" in text and "Of the class." in text
    assert "class_name\n" in text


def test_the_documentation_of_a_static_property_can_be_set():
    p = t.Members.__dict__["shared"]
    p.__doc__ = "Of all."
    assert p.__doc__ == "Of all."
    p.__doc__ = None


def test_only_a_class_with_static_properties_has_another_metaclass():
    assert type(t.Point) is type
    assert type(t.PropertyOwner) is not type


def test_a_static_method_needs_no_instance():
    assert t.PropertyOwner.twice_of(4) == 8
    assert t.PropertyOwner().twice_of(v=4) == 8


def test_a_class_attribute_is_set_from_cpp():
    assert t.PropertyOwner.constant == 42
