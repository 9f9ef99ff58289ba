# SPDX-License-Identifier: BSD-3-Clause
"""What Python can ask about functions: signatures, annotations, docstrings, pickling."""

import collections.abc
import copy
import functools
import inspect
import pickle
import pydoc
import sys
import typing
import weakref

import pytest
import test_signatures_ext as t
from test_signatures_ext import Shade, Shape

# Unions of classes are objects from 3.10 on.
SHAPE_OR_NONE = Shape | None if sys.version_info >= (3, 10) else "test_signatures_ext.Shape | None"
INT_OR_NONE = int | None if sys.version_info >= (3, 10) else "int | None"


def signature(f):
    return str(inspect.signature(f))


def annotations(f):
    return {name: p.annotation for name, p in inspect.signature(f).parameters.items()}


# --- inspect.signature ----------------------------------------------------------------------------


def test_no_arguments():
    assert signature(t.nothing) == "() -> None"


def test_arguments_without_names_are_positional_only():
    assert signature(t.unnamed) == "(arg0: int, arg1: float, /) -> bool"


def test_named_arguments():
    assert signature(t.named) == "(a: int, b: int) -> int"


def test_defaults_are_the_objects():
    parameters = inspect.signature(t.defaults).parameters
    assert [p.default for p in parameters.values()] == [inspect.Parameter.empty, "x", None]


def test_default_text_is_for_the_docstring():
    assert inspect.signature(t.default_text).parameters["b"].default == 3
    assert t.default_text.__doc__ == "default_text(a: int, b: int = THREE) -> int"


def test_kinds():
    kinds = [p.kind.name for p in inspect.signature(t.kinds).parameters.values()]
    assert kinds == [
        "POSITIONAL_ONLY",
        "POSITIONAL_OR_KEYWORD",
        "VAR_POSITIONAL",
        "KEYWORD_ONLY",
        "VAR_KEYWORD",
    ]


def test_keyword_only_arguments():
    assert signature(t.keyword_only) == "(a: int, *, b: int) -> int"


def test_the_signature_binds_as_the_call_does():
    bound = inspect.signature(t.kinds).bind(1, 2, 3, c=4, d=5)
    assert bound.arguments["args"] == (3,) and t.kinds(*bound.args, **bound.kwargs) == 8


def test_names_of_args_and_kwargs_are_no_keywords():
    assert t.kinds(1, 2, args=3, kwargs=4) == 3


def test_annotations_are_objects():
    assert annotations(t.named) == {"a": int, "b": int}
    assert inspect.signature(t.named).return_annotation is int


def test_annotations_of_python_types():
    assert list(annotations(t.objects).values()) == [
        list,
        dict,
        collections.abc.Callable,
        object,
        str,
    ]


def test_annotations_of_containers():
    assert annotations(t.containers)["v"] == collections.abc.Sequence[str]
    assert inspect.signature(t.containers).return_annotation == list[int]


def test_annotation_of_an_optional():
    assert annotations(t.optional)["v"] == INT_OR_NONE


def test_annotation_of_a_pointer_that_takes_none():
    assert annotations(t.takes_pointer)["s"] == SHAPE_OR_NONE


def test_annotation_of_a_class_that_is_bound_later():
    assert annotations(t.takes_later)["l"] is t.Later


def test_annotation_of_an_unbound_class_is_its_cpp_name():
    assert annotations(t.takes_unbound)["u"] == "(anonymous namespace)::unbound"


def test_annotation_of_an_enumeration():
    assert annotations(t.shaded)["s"] is Shade
    assert inspect.signature(t.shaded).parameters["s"].default is Shade.dark


def test_overloads_that_agree_have_one_signature():
    assert signature(t.same) == "(a: int) -> int"


def test_overloads_that_differ_take_anything():
    assert signature(t.overloaded) == "(*args, **kwargs)"


def test_a_method_has_self():
    assert signature(Shape.grow) == "(self, by: int, times: int = 2) -> int"


def test_a_bound_method_has_no_self():
    assert signature(Shape().grow) == "(by: int, times: int = 2) -> int"


def test_a_method_without_names():
    assert signature(Shape.unnamed) == "(self, arg0: int, /) -> int"


def test_a_method_of_self_alone():
    assert signature(Shape.alone) == "(self) -> int" and signature(Shape().alone) == "() -> int"


def test_a_static_method():
    assert signature(Shape.unit) == "(scale: int) -> test_signatures_ext.Shape"


def test_a_class_has_the_signature_of_its_constructor():
    assert signature(Shape) == "(size: int = 1) -> None"


def test_a_class_with_a_factory():
    assert signature(t.Made) == "(x: int, y: int = 0) -> None"


def test_a_class_with_several_constructors():
    assert signature(t.Many) == "(*args, **kwargs)"


def test_a_python_class_inherits_the_signature_of_the_constructor():
    class Sub(Shape):
        pass

    assert signature(Sub) == "(size: int = 1) -> None"


def test_a_python_class_with_a_constructor_of_its_own():
    class Sub(Shape):
        def __init__(self, name):
            super().__init__()

    assert signature(Sub) == "(name)"


def test_a_python_class_with_new_of_its_own():
    class Sub(Shape):
        def __new__(cls, name):
            return super().__new__(cls)

        def __init__(self, name):
            super().__init__()

    assert signature(Sub) == "(name)"


def test_text_signature_is_none():
    assert t.named.__text_signature__ is None and Shape.grow.__text_signature__ is None


def test_annotations_attribute_agrees():
    assert t.named.__annotations__ == {"a": int, "b": int, "return": int}
    assert Shape.grow.__annotations__ == {"by": int, "times": int, "return": int}


def test_overloads_have_no_annotations():
    assert t.overloaded.__annotations__ == {}


def test_type_hints():
    assert typing.get_type_hints(t.named) == {"a": int, "b": int, "return": int}
    assert typing.get_type_hints(t.nothing) == {"return": type(None)}


# --- names and docstrings -------------------------------------------------------------------------


def test_names_of_a_function():
    f = t.named
    assert (f.__name__, f.__qualname__, f.__module__) == ("named", "named", "test_signatures_ext")


def test_names_of_a_method():
    f = Shape.grow
    assert (f.__name__, f.__qualname__, f.__module__) == ("grow", "Shape.grow", "test_signatures_ext")


FUNCTIONS = [t.named, Shape.grow, Shape.unit]


@pytest.mark.parametrize("f", FUNCTIONS)
def test_the_class_of_functions_says_where_it_is_from(f):
    cls = type(f)
    assert isinstance(cls.__module__, str) and cls.__module__ == "suture"
    assert repr(cls) == f"<class 'suture.{cls.__name__}'>"
    assert pydoc.plain(pydoc.render_doc(f))


@pytest.mark.parametrize("f", FUNCTIONS)
def test_the_module_of_a_function_can_be_set(f):
    f.__module__ = "elsewhere"
    try:
        assert f.__module__ == "elsewhere"
        assert type(f).__module__ == "suture"
        assert t.defaults.__module__ == "test_signatures_ext"
    finally:
        f.__module__ = "test_signatures_ext"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("none_first", "(v: int | None)"),
        ("none_inside", "(v: int | float | None)"),
        ("none_shared", "(s: test_signatures_ext.Shape | None)"),
        ("none_default", "(s: test_signatures_ext.Shape | None = None)"),
        ("none_optional", "(v: int | None = None)"),
        ("none_twice", "(v: int | None)"),
        ("none_in_parts", "(v: collections.abc.Sequence[int | None] | None = None)"),
        ("none_list", "(v: list | None)"),
        ("none_alone", "(v: None)"),
        ("not_none_shared", "(s: test_signatures_ext.Shape)"),
        ("takes_pointer", "(s: test_signatures_ext.Shape | None)"),
    ],
)
def test_none_is_last_and_once_in_the_text_of_an_argument(name, text):
    assert getattr(t, name).__doc__.startswith(name + text + " -> ")


def test_docstring_of_a_function():
    assert t.named.__doc__ == "named(a: int, b: int) -> int\n\nAdds."


def test_docstring_without_text():
    assert t.nothing.__doc__ == "nothing() -> None"


def test_docstring_of_overloads_shows_all():
    assert t.overloaded.__doc__ == (
        "Overloaded function.\n\n"
        "1. ``overloaded(a: int) -> int``\n\nAn int.\n\n"
        "2. ``overloaded(a: str) -> str``\n\nA text.\n\n"
        "3. ``overloaded(arg0: int, arg1: int, /) -> int``"
    )


def test_docstring_of_a_method():
    assert Shape.grow.__doc__ == "grow(self, by: int, times: int = 2) -> int\n\nGrows."


def test_docstring_of_a_default_that_is_an_enumeration():
    assert t.shaded.__doc__ == ("shaded(s: test_signatures_ext.Shade = <Shade.dark: 1>) -> test_signatures_ext.Shade")


def test_docstring_of_keyword_only_arguments():
    assert t.keyword_only.__doc__ == "keyword_only(a: int, *, b: int) -> int"


def test_docstring_of_every_kind():
    assert t.kinds.__doc__ == "kinds(a: int, /, b: int, *args, c: int = 0, **kwargs) -> int"


def test_docstrings_of_a_class_and_its_properties():
    assert (Shape.__doc__, Shape.area.__doc__, Shape.size.__doc__) == (
        "A shape.",
        "Its area.",
        "Its size.",
    )


def test_representation():
    assert repr(t.named) == "<function 'named'>" and repr(Shape.grow) == "<method 'Shape.grow'>"


# --- good citizens --------------------------------------------------------------------------------

ROUTINES = [t.named, t.overloaded, Shape.grow, Shape.unit, Shape().grow]


@pytest.mark.parametrize("f", ROUTINES)
def test_it_is_a_routine(f):
    assert inspect.isroutine(f) and callable(f)


def test_a_method_is_a_method_descriptor():
    assert inspect.ismethoddescriptor(Shape.grow) and inspect.ismethod(Shape().grow)


def test_members_of_a_module_are_found():
    names = [name for name, _ in inspect.getmembers(t, inspect.isroutine)]
    assert "named" in names and "overloaded" in names


def test_members_of_a_class_are_found():
    kinds = {a.name: a.kind for a in inspect.classify_class_attrs(Shape)}
    assert kinds["grow"] == "method" and kinds["area"] == kinds["size"] == "data"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("f", [t.named, t.overloaded, Shape.grow, Shape.unit])
def test_functions_are_pickled_by_reference(f, protocol):
    assert pickle.loads(pickle.dumps(f, protocol)) is f


@pytest.mark.parametrize("f", [t.named, t.overloaded, Shape.grow, Shape.unit])
def test_functions_are_copied_by_reference(f):
    assert copy.copy(f) is f and copy.deepcopy(f) is f


def test_help_shows_signature_and_docstring():
    text = pydoc.render_doc(t.named, renderer=pydoc.plaintext)
    assert "named(a: int, b: int) -> int" in text and "Adds." in text


def test_help_on_a_class():
    text = pydoc.render_doc(Shape, renderer=pydoc.plaintext)
    assert "class Shape(" in text and "grow(self, by: int, times: int = 2) -> int" in text


def test_help_on_the_module():
    text = pydoc.render_doc(t, renderer=pydoc.plaintext)
    assert "FUNCTIONS" in text and "overloaded(*args, **kwargs)" in text


def test_wraps():
    @functools.wraps(t.named)
    def wrapper(*args):
        return t.named(*args)

    assert wrapper.__name__ == "named" and wrapper.__doc__ == t.named.__doc__
    assert inspect.signature(wrapper) == inspect.signature(t.named) and wrapper(1, 2) == 3


def test_partial():
    assert signature(functools.partial(t.named, b=2)) == "(a: int, *, b: int = 2) -> int"


def test_partialmethod_and_cached_property_take_it():
    class Sub(Shape):
        by_three = functools.partialmethod(Shape.grow, 3)

    assert Sub(1).by_three(times=4) == 13


def test_singledispatch_calls_it():
    dispatch = functools.singledispatch(lambda v: "other")
    dispatch.register(int)(t.same)
    assert dispatch(5) == 5 and dispatch("x") == "other"


def test_functions_are_hashable_and_weakly_referenced():
    assert {t.named: 1}[t.named] == 1 and weakref.ref(t.named)() is t.named


def test_an_unbound_method_needs_an_instance():
    with pytest.raises(TypeError) as caught:
        Shape.grow(None, 1)
    assert str(caught.value) == ("Shape.grow(): self: expected test_signatures_ext.Shape, got None")
