# SPDX-License-Identifier: BSD-3-Clause
"""Pattern files: what replaces an entry, and what is wrong with a file."""

import pytest

MODULE = '''
import typing

class Class:
    def method(self) -> int:
        """Docstring of the method."""
    def __lt__(self, other: int) -> bool: ...
    def __gt__(self, other: int) -> bool: ...

def function(a: int) -> None:
    """A docstring
    of two lines."""

def secret_function() -> None: ...
secret_value = 1
'''


@pytest.fixture
def apply(suture_stubs, package):
    """Return a function that makes the stub of the module above with a pattern file."""

    def run(*patterns, **options):
        files = {f"{i}.pat": text for i, text in enumerate(patterns)}
        package({"m.py": MODULE, **files})
        arguments = [word for name in files for word in ("-p", name)]
        done = suture_stubs("-m", "m", "-O", "out", *arguments, **options)
        return done.stubs["m.pyi"] if options.get("check", True) else done

    return run


def test_text_replaces_what_the_query_finds(apply):
    stub = apply("m.function:\n  def function(b: str) -> int: ...\n")
    assert "def function(b: str) -> int: ...\n" in stub and "a: int" not in stub


def test_query_without_text_removes(apply):
    assert "secret" not in apply("# a comment\n\nsecret:\n")


def test_doc_is_the_docstring_that_was_there(apply):
    stub = apply("function:\n    def function() -> None:\n        \\doc\nm.Class.method:\n    x: int\n    \\doc\n")
    assert 'def function() -> None:\n    """\n    A docstring\n    of two lines.\n    """\n' in stub
    assert '    x: int\n    """Docstring of the method."""\n' in stub


def test_doc_of_what_has_none_is_an_ellipsis(apply):
    assert "def f() -> None:\n    ...\n" in apply("secret_function:\n    def f() -> None:\n        \\doc\n")


def test_groups_fill_the_text(apply):
    stub = apply("__(lt|(gt))__:\n def __\\1__(self, arg: \\2int) -> bool: ...\n")
    assert "__lt__(self, arg: int)" in stub and "__gt__(self, arg: gtint)" in stub
    assert "def __gt__(self, o)" in apply("__(?P<op>gt)__:\n def __\\op__(self, o)\n")


def test_text_imports_what_it_needs(apply):
    stub = apply(
        "m.function:\n    \\from typing import Optional as Opt, Literal\n    \\import logging, collections.abc as abc\n"
        "    def function(a: Opt[Literal[0]]) -> abc.Iterable[logging.Logger]: ...\n"
    )
    head = "from collections import abc as abc\nimport logging\nfrom typing import Literal, Optional as Opt\n"
    assert stub.startswith(head.replace("abc as abc", "abc"))


def test_text_before_and_after_a_module_and_a_class(apply):
    stub = apply(
        "m.__prefix__:\n    # first\nm.__suffix__:\n    # last\nm.Class.__prefix__:\n    a: int\n"
        "m.Class.__suffix__:\n    b: int\n"
    )
    assert stub.startswith("# first\n\nclass Class:\n    a: int\n\n    def method")
    assert "\n    b: int\n\ndef function" in stub and stub.endswith("# last\n")


def test_first_rule_of_the_first_file_wins(apply):
    stub = apply("m.function:\n    first = 1\nm.function:\n    second = 2\n", "function:\n    third = 3\n")
    assert "first = 1" in stub and "second" not in stub
    assert stub.count("third = 3") == 1  # of secret_function


def test_rule_without_a_match_is_told(apply, suture_stubs):
    apply("nothing:\n")
    assert "warning: the pattern 'nothing' matches nothing" in suture_stubs("-m", "m", "-p", "0.pat", "-O", "out").out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("    indented\n", "0.pat:1: text without a query before it: start with 'query:'"),
        ("query\n", "0.pat:1: expected a query that ends with ':', got 'query'"),
        ("(:\n", "0.pat:1: '(' is no regular expression"),
        ("m.__prefix__:\n    \\doc\n", "the pattern 'm.__prefix__' uses '\\doc' where nothing is replaced: remove it"),
        ("m.function:\n    \\from typing\n", "write '\\from MODULE import NAME'"),
        ("m.function:\n    \\import a b\n", "the pattern 'm.function' cannot import 'a b': write 'NAME as NAME'"),
    ],
)
def test_mistake_is_one_line_and_exit_code_2(apply, text, message):
    done = apply(text, check=False)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err


def test_missing_file_is_told(suture_stubs, package):
    package({"m.py": MODULE})
    done = suture_stubs("-m", "m", "-p", "absent.pat", check=False)
    assert done.code == 2
    assert done.err == "suture stubs: cannot read the pattern file 'absent.pat': No such file or directory\n"
