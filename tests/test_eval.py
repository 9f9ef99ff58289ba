# SPDX-License-Identifier: BSD-3-Clause
"""Python code run from C++, and the type variables of signatures."""

import inspect
import sys
import typing

import pytest
import test_eval_ext as t


def test_an_expression_has_a_value():
    assert t.expression(41) == 42


def test_text_made_at_run_time():
    assert t.text("[1, 2][-1]") == 2


def test_an_indented_raw_string():
    result = t.statements()
    assert (result["x"], result["message"]) == (42, "yes")


def test_a_single_statement_gives_none():
    assert t.single() == (None, 2)


def test_a_single_statement_is_one():
    with pytest.raises(SyntaxError):
        t.single_refuses_two()


def test_statements_give_none():
    assert t.statements_give_none() is None


def test_builtins_are_there():
    scope = {}
    t.run("y = max(1, 2)", scope)
    assert scope["y"] == 2
    assert "__builtins__" in scope


def test_own_builtins_stay():
    scope = {"__builtins__": {"max": lambda *a: "mine"}}
    t.run("y = max(1, 2)", scope)
    assert scope["y"] == "mine"


def test_globals_and_locals_are_apart():
    scope, local = t.closure()
    assert local["local_value"] == 0 and local["of_global"]() == 42
    assert "of_global" not in scope
    with pytest.raises(NameError):
        local["of_local"]()


def test_the_default_scope_is_the_callers():
    assert t.default_scope() == 17
    assert globals().pop("from_cpp") == 17


def test_syntax_errors_arrive():
    with pytest.raises(SyntaxError):
        t.text("nonsense code ...")


def test_errors_have_a_traceback():
    text = t.failure()
    assert 'File "<string>", line 3, in <module>' in text
    assert 'File "<string>", line 2, in f' in text
    assert "ZeroDivisionError" in text


def test_globals_are_a_dict():
    with pytest.raises(TypeError, match="the globals must be a dict, not list"):
        t.wrong_globals()


# --- typing ---


def test_type_variables():
    assert isinstance(t.T, typing.TypeVar) and t.T.__contravariant__
    assert t.Number.__constraints__ == (int, float)
    assert t.Bound.__bound__ is float


def test_any():
    assert t.any_type() is typing.Any
    assert t.tuple_of_any() == typing.Tuple[typing.Any, ...]  # noqa: UP006


@pytest.mark.skipif(sys.version_info < (3, 10), reason="new in 3.10")
def test_param_spec():
    assert isinstance(t.param_spec(), typing.ParamSpec)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="new in 3.11")
def test_type_var_tuple():
    assert isinstance(t.type_var_tuple(), typing.TypeVarTuple)


def test_a_generic_class_by_its_signature():
    assert t.Wrapper[int](3).get() == 3
    assert inspect.signature(t.Wrapper.get).return_annotation is t.T


def test_a_base_can_be_a_generic_alias():
    assert t.WrapperOfInt.__bases__ == (t.Wrapper,)
    assert t.WrapperOfInt.__orig_bases__ == (t.Wrapper[int],)
    assert t.WrapperOfInt().get() == t.get(t.WrapperOfInt()) == 3
