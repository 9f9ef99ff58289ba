# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 12: each C++ exception arrives as its registered class, with text, place and cause."""

from pathlib import Path

import pytest
import test_brief_12_exceptions_ext as t


def raised(f, *args):
    with pytest.raises(Exception) as info:
        f(*args)
    return info.value


def test_registered_exception_arrives_with_its_text():
    error = raised(t.throw_mine, "what happened")
    assert type(error) is t.MyException
    assert str(error) == "what happened"


def test_registered_exception_has_its_base_and_module():
    assert t.MyException.__bases__ == (RuntimeError,)
    assert (t.MyException.__module__, t.MyException.__qualname__) == (t.__name__, "MyException")


def test_python_can_raise_it_through_cpp():
    def f():
        raise t.MyException("from Python")

    error = raised(t.through, f)
    assert type(error) is t.MyException
    assert str(error) == "from Python"


def test_a_translator_that_returns_true_has_translated():
    error = raised(t.throw_bool, "bool")
    assert (type(error), str(error)) == (RuntimeError, "bool")


def test_a_translator_that_returns_void_has_translated():
    error = raised(t.throw_void, "void")
    assert (type(error), str(error)) == (LookupError, "void")


def test_false_means_not_mine_and_what_was_set_is_forgotten():
    before = t.calls()
    error = raised(t.throw_declined, "declined")
    assert (type(error), str(error)) == (RuntimeError, "declined")
    assert error.__cause__ is error.__context__ is None
    assert t.calls() == before + 1


def test_an_exception_that_leaves_a_translator_means_not_mine():
    error = raised(t.throw_unknown, "unknown")
    assert (type(error), str(error)) == (RuntimeError, "unknown")


def test_the_engines_error_has_file_and_line():
    error = raised(t.throw_nvf)
    assert type(error) is t.NvfError
    assert str(error) == "Expected 1 + 1 == 3"
    assert Path(error.file).name == "test_brief_12_exceptions.cpp"
    assert error.line == t.line_of_throw()


def test_a_non_ascii_text_arrives():
    assert str(raised(t.throw_mine, "größer")) == "größer"


def test_nested_exceptions_become_the_cause():
    outer = raised(t.throw_nested)
    assert (type(outer), str(outer)) == (t.MyException, "outer")
    assert (type(outer.__cause__), str(outer.__cause__)) == (IndexError, "middle")
    inner = outer.__cause__.__cause__
    assert (type(inner), str(inner)) == (t.NvfError, "inner")
    assert inner.line > 0
