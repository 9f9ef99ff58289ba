# SPDX-License-Identifier: BSD-3-Clause
"""Signatures given as text: what they supply, and how they are held against the binding."""

import inspect
import sys
import types

import pytest
import test_signature_texts_ext as t
from test_signature_texts_ext import Shade, Shape


def signature(f):
    return str(inspect.signature(f))


# --- what the text supplies -----------------------------------------------------------------------


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
    assert t.texted.__doc__ == ("texted(a: int, /, b: int, *, shade: Shade) -> 'list[Shape]'\n\nDocumented.")


def test_text_for_args_and_kwargs_is_the_authors():
    assert signature(t.texted_anything) == "(a: int, b: str = 'x', *, c: float = 'undefined') -> int"


def test_text_of_overloads():
    assert t.texted_overload(i=1) == 1 and t.texted_overload(s="x") == 2
    assert signature(t.texted_overload) == "(*args, **kwargs)"


def test_text_of_a_method():
    assert t.Texted(x=3).get(by=2) == 6 and signature(t.Texted) == "(x: int) -> None"


def test_text_of_a_property():
    assert t.Texted(3).x == 3


# --- what does not fit ----------------------------------------------------------------------------

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
    with pytest.raises(ImportError, match=r"^test_signature_texts_ext\.Host\.f: the signature text does "):
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
    assert refused(t.with_names, "def f(a, c)") == ("argument 2 is called 'c' in the text and 'b' in the binding")


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
