# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 8: new_ takes a factory with any kind of result, and __init__ may construct in place."""

import inspect

import pytest
import test_brief_08_factories_ext as t

#: What each class adds to its argument, so that the factory is known to have run.
ADDED = {"MyClass": 0, "Placed": 0, "ByValue": 1, "ByPointer": 2, "Shared": 3, "FromObject": 4, "Untyped": 5}


@pytest.mark.parametrize(("name", "added"), ADDED.items())
def test_the_factory_makes_the_object(name, added):
    cls = getattr(t, name)
    made = cls(5)
    assert type(made) is cls
    assert made.arg == 5 + added


@pytest.mark.parametrize("name", ADDED)
def test_each_object_is_destroyed_once(name):
    t.forget_shared()
    before = t.alive()
    made = getattr(t, name)(5)
    assert t.alive() == before + 1
    del made
    t.forget_shared()
    assert t.alive() == before


@pytest.mark.native
@pytest.mark.parametrize("name", ADDED)
def test_a_wrong_argument_is_named(name):
    with pytest.raises(TypeError) as info:
        getattr(t, name)("x")
    assert str(info.value).startswith(f"{name}.__init__(): argument ")
    assert str(info.value).endswith("expected int, got str")


@pytest.mark.parametrize("name", [name for name in ADDED if name != "FromObject"])
def test_a_python_subclass_is_constructed_by_it(name):
    derived = type("Derived", (getattr(t, name),), {})
    made = derived(6)
    assert type(made) is derived
    assert made.arg == 6 + ADDED[name]


def test_an_object_made_elsewhere_cannot_become_a_subclass():
    derived = type("Derived", (t.FromObject,), {})
    with pytest.raises(TypeError) as info:
        derived(6)
    assert (
        str(info.value) == f"{t.__name__}.FromObject: the factory made another object, which cannot become a 'Derived'"
    )


def test_a_shared_pointer_is_shared_with_cpp():
    made = t.Shared(1)
    assert t.shared_count() == 2
    del made
    assert t.shared_count() == 1
    t.forget_shared()


@pytest.mark.native
def test_factories_are_overloads_like_others():
    assert [t.Several().arg, t.Several(3).arg, t.Several("abc").arg, t.Several(text="abcd").arg] == [-1, 3, 3, 4]
    with pytest.raises(TypeError, match=r"^Several\.__init__\(\): no overload takes \(float\)"):
        t.Several(1.5)


def test_names_defaults_and_docstring_of_a_factory():
    assert t.ByValue().arg == 5
    assert str(inspect.signature(t.ByValue)) == "(arg: int = 4) -> None"
    assert t.ByValue.__init__.__doc__ == "__init__(self, arg: int = 4) -> None\n\nMakes one more."


def test_a_plain_function_is_a_factory():
    assert t.Guarded(4).arg == 4


def test_an_exception_of_the_factory_arrives():
    with pytest.raises(ValueError, match="^Guarded: arg must not be negative$"):
        t.Guarded(-1)


def test_a_null_pointer_is_refused():
    with pytest.raises(TypeError) as info:
        t.Guarded(0)
    assert str(info.value) == f"{t.__name__}.Guarded: the factory returned a null pointer"
