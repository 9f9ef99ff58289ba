# SPDX-License-Identifier: BSD-3-Clause
"""What Python can ask about functions, and signatures given as text."""

import collections.abc
import copy
import functools
import inspect
import pickle
import pydoc
import sys
import types
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
    assert t.shaded.__doc__ == (
        "shaded(s: test_signatures_ext.Shade = <Shade.dark: 1>) -> test_signatures_ext.Shade"
    )


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
    assert str(caught.value) == (
        "Shape.grow(): self: expected test_signatures_ext.Shape, got None"
    )


# --- signatures given as text ---------------------------------------------------------------------


def test_text_supplies_names_and_kinds():
    assert t.texted(1, b=2, shade=Shade.dark) == 12
    with pytest.raises(TypeError):
        t.texted(1, 2, Shade.dark)
    with pytest.raises(TypeError):
        t.texted(a=1, b=2, shade=Shade.dark)


def test_text_is_the_signature():
    parameters = inspect.signature(t.texted).parameters
    assert [p.kind.name for p in parameters.values()] == [
        "POSITIONAL_ONLY",
        "POSITIONAL_OR_KEYWORD",
        "KEYWORD_ONLY",
    ]


def test_annotations_of_the_text_are_objects():
    assert t.texted.__annotations__ == {"a": int, "b": int, "shade": Shade, "return": list[Shape]}


def test_annotations_that_do_not_resolve_stay_text():
    assert t.texted_default.__annotations__ == {"a": int, "s": Shade, "return": "Undefined[int]"}


def test_a_default_of_the_text_is_the_bound_object():
    assert inspect.signature(t.texted_default).parameters["s"].default is Shade.dark


def test_text_is_in_the_docstring():
    assert t.texted.__doc__ == (
        "texted(a: int, /, b: int, *, shade: Shade) -> 'list[Shape]'\n\nDocumented."
    )


def test_text_for_args_and_kwargs_is_the_authors():
    assert signature(t.texted_anything) == "(a: int, b: str = 'x', *, c: float = 'undefined') -> int"


def test_text_of_overloads():
    assert t.texted_overload(i=1) == 1 and t.texted_overload(s="x") == 2
    assert signature(t.texted_overload) == "(*args, **kwargs)"


def test_text_of_a_method():
    assert t.Texted(x=3).get(by=2) == 6 and signature(t.Texted) == "(x: int) -> None"


def test_text_of_a_property():
    assert t.Texted(3).x == 3


ADD = "def f(a: int, b: int) -> int"


def accepted(bind, *arguments):
    module = types.ModuleType("m")
    bind(module, *arguments)
    return module.f


def refused(bind, *arguments):
    with pytest.raises(ImportError) as caught:
        bind(types.ModuleType("m"), *arguments)
    lines = str(caught.value).split("\n")
    assert lines[1].startswith("    text:  ") and lines[2].startswith("    bound: f(")
    assert lines[0].startswith("m.f: the signature text does not fit: ")
    return lines[0].split("fit: ")[1]


def test_a_refusal_shows_text_and_binding():
    with pytest.raises(ImportError) as caught:
        t.with_names(types.ModuleType("m"), "def f(a: int) -> int")
    assert str(caught.value) == (
        "m.f: the signature text does not fit: the text has 1 parameter, the binding has 2\n"
        "    text:  def f(a: int) -> int\n"
        "    bound: f(a: int, b: int) -> int"
    )


def test_a_refused_method_names_the_class():
    with pytest.raises(ImportError, match=r"^test_signatures_ext\.Host\.f: the signature text does "):
        t.method_with_text("def f(self, a: int, b: int)")


@pytest.mark.parametrize(
    "text",
    [
        ADD,
        "(a, b)",
        "f(a, b)",
        "def f(a, b): ...",
        "def f(a, b) -> int:",
        "def f(a, b,)",
        "  def f ( a , b )  ",
        "@typing.overload\ndef f(a: int, b: int) -> int: ...",
        "def f(a: 'x, y', b: \"()\") -> '->'",
        "def f(a: Callable[[int, str], None], b: Literal['a', ')']) -> dict[str, int]",
        "def f(\n    a: int,  # the first, (not closed\n    b: int,\n) -> int",
        "def f(a: '''x''', b: r'\\'') -> None",
        "def f[T](a: T, b: T) -> T",
        "def f(grün: int, b: int) -> int",
    ],
)
def test_texts_that_are_read(text):
    assert accepted(t.with_text, text)(1, 2) == 3


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the name of the function is missing before ''"),
        ("def (a, b)", "the name of the function is missing before '(a, b)'"),
        ("def f", "'(' is missing before ''"),
        ("def f(a, b", "'(' is not closed"),
        ("def f(a b)", "',' or ')' is missing before 'b)'"),
        ("def f(a: int = , b)", "an expression is missing before ', b)'"),
        ("def f(a:, b)", "an expression is missing before ', b)'"),
        ("def f(a: list[int, b)", "')' closes nothing"),
        ("def f(a: (int], b)", "']' closes nothing"),
        ("def f(a: 'int, b)", "a string is not closed"),
        ("def f(1a, b)", "'1a' is no name"),
        ("def f(from, b)", "'from' is a keyword of Python, no name"),
        ("def f(a, a)", "two parameters are called 'a'"),
        ("def f(/, a, b)", "'/' is in the wrong place"),
        ("def f(a, /, b, /)", "'/' is in the wrong place"),
        ("def f(a, *, b, /)", "'/' is in the wrong place"),
        ("def f(a, b, *)", "no parameter follows '*'"),
        ("def f(*, a, *, b)", "'*' is in the wrong place"),
        ("def f(**k, a)", "a parameter follows the one with '**'"),
        ("def f(*a = 1, b)", "'a' cannot have a default"),
        ("def f(a = 1, b)", "'b' has no default but follows a parameter that has one"),
        ("def f(a, b) -> ", "an expression is missing before ''"),
        ("def f(a, b) int", "'int' is one too many"),
        ("def f(a, b) -> list[int", "'[' is not closed"),
    ],
)
def test_texts_that_cannot_be_read(text, problem):
    assert refused(t.with_text, text) == problem


def test_another_function_name_is_refused():
    assert refused(t.with_text, "def g(a, b)") == "the function is called 'g' in the text"


def test_more_parameters_are_refused():
    assert refused(t.with_text, "def f(a, b, c)") == "the text has 3 parameters, the binding has 2"


def test_another_name_is_refused():
    assert refused(t.with_names, "def f(a, c)") == (
        "argument 2 is called 'c' in the text and 'b' in the binding"
    )


def test_another_kind_is_refused():
    assert refused(t.with_names, "def f(a, /, b)") == (
        "argument 1 ('a') is positional-only in the text and positional or keyword in the binding"
    )
    assert refused(t.with_names, "def f(a, *, b)") == (
        "argument 2 ('b') is keyword-only in the text and positional or keyword in the binding"
    )


def test_a_missing_kind_is_refused():
    assert refused(t.with_keyword_only, "def f(a, b)") == (
        "argument 2 ('b') is positional or keyword in the text and keyword-only in the binding"
    )
    assert refused(t.with_positional_only, "def f(a, b)") == (
        "argument 1 ('a') is positional or keyword in the text and positional-only in the binding"
    )


def test_kinds_that_agree():
    assert accepted(t.with_keyword_only, "def f(a, *, b)")(1, b=2) == 3
    assert accepted(t.with_positional_only, "def f(a, /, b)")(1, b=2) == 3


def test_a_default_that_is_not_bound_is_refused():
    assert refused(t.with_text, "def f(a, b = 1)") == (
        "argument 2 ('b') has a default in the text and none in the binding"
    )
    assert refused(t.with_text, "def f(a, b = ...)") == (
        "argument 2 ('b') has a default in the text and none in the binding"
    )


def test_a_default_that_is_not_in_the_text_is_refused():
    assert refused(t.with_default, 5, "def f(a, b)") == (
        "argument 2 ('b') has no default in the text and one in the binding"
    )


def test_another_default_is_refused():
    assert refused(t.with_default, 5, "def f(a, b = 6)") == (
        "argument 2 ('b') has the default 6 in the text and 5 in the binding ('= ...' fits any)"
    )


def test_a_default_of_another_type_is_refused():
    assert refused(t.with_default, 1, "def f(a, b = True)") == (
        "argument 2 ('b') has the default True in the text and 1 in the binding ('= ...' fits any)"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5, "0x5"),
        (1.5, "1.50"),
        ("x", '"x"'),
        ("x, y)", "'x, y)'"),
        (None, "None"),
        ((1, 2), "(1, 2)"),
        ([], "[]"),
        ({"a": 1}, "{'a': 1}"),
        (sys.maxsize, "sys.maxsize"),
        (True, "1 == 1"),
        (object(), "..."),
    ],
)
def test_a_default_that_agrees(value, text):
    f = accepted(t.with_default, value, f"def f(a: int, b: object = {text}) -> object")
    assert f(1) is value and inspect.signature(f).parameters["b"].default is value


def test_a_default_may_be_the_text_that_the_binding_gives():
    assert accepted(t.with_default_text, "def f(a, b = three)")(1) == 4


def test_a_default_may_name_what_is_in_the_module():
    module = types.ModuleType("m")
    module.Shade = Shade
    t.with_shade(module, "def f(s: Shade = Shade.dark) -> int")
    assert module.f() == 1


def test_star_args_must_agree():
    assert accepted(t.with_args, "def f(a: int, *rest: int) -> int")(1, 2, 3) == 3
    assert refused(t.with_args, "def f(a, b)") == (
        "argument 2 ('b') is positional or keyword in the text and '*' in the binding"
    )
    assert refused(t.with_text, "def f(a, *b)") == (
        "argument 2 ('b') is '*' in the text and positional or keyword in the binding"
    ).replace("positional or keyword", "positional-only")


def test_a_name_of_star_args_is_no_keyword():
    with pytest.raises(TypeError, match="unexpected keyword argument 'rest'"):
        accepted(t.with_args, "def f(a: int, *rest: int) -> int")(1, rest=2)


def test_args_and_kwargs_fit_any_text():
    f = accepted(t.with_anything, "def f(a, b = 1, *, c)")
    assert f(1, c=2) == ((1,), {"c": 2})


def test_a_method_counts_self():
    t.method_with_text("def f(self, a: int) -> int")
    assert t.Host().f(a=3) == 3


def test_a_method_without_self_is_refused():
    with pytest.raises(ImportError, match="the text has no parameter for self\n"):
        t.method_with_text("def f() -> int")
