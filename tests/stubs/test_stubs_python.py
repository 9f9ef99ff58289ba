# SPDX-License-Identifier: BSD-3-Clause
"""Stubs of Python code, the parts that bound modules share with it, and the pieces they are made of."""

import ast
import re
import sys
import types
import typing

import pytest

from suture.stubs import NANOBIND, Options, Stub, StubError, docstring, head, overloads
from suture.stubs.imports import Imports
from suture.stubs.nanobind_api import ReplacePattern, StubGen


@pytest.fixture
def module():
    """Return a function that makes a module of Python source."""
    made = types.ModuleType("made_module")
    sys.modules[made.__name__] = made

    def make(source):
        exec(source, vars(made))
        return made

    yield make
    del sys.modules[made.__name__]
    if sys.version_info >= (3, 11):
        typing.clear_overloads()


@pytest.fixture
def stub(module):
    """Return a function that makes the stub of Python source in nanobind's conventions."""

    def make(source, options=None):
        made = module(source)
        result = Stub(made, options or Options(NANOBIND))
        result.put(made)
        return result.get()

    return make


@pytest.mark.parametrize("text", ['with """ inside', 'ends in "', "ends in \\", "short", "two\nlines", "x" * 100])
def test_docstring_reads_back_as_itself(text):
    assert ast.literal_eval(docstring.literal(text)).strip() == text


def test_short_docstring_is_a_line_and_a_long_one_a_block():
    assert docstring.literal("x" * 70) == '"""' + "x" * 70 + '"""'
    assert docstring.literal("x" * 71) == '"""\n' + "x" * 71 + '\n"""'


def test_imports_are_grouped_and_sorted():
    imports = Imports("own.part")
    for module in ("typing_extensions", "numpy", "own.other", "types", "a.b"):
        imports.bind(module)
    imports.bind("typing", "Any")
    imports.bind("own", "part", name="part", export=True)
    imports.bind("types", "ModuleType")
    assert imports.render() == (
        "import types\nfrom types import ModuleType\nfrom typing import Any\n\n"
        "import a.b\nimport numpy\nimport typing_extensions\n\nfrom own import part as part\nimport own.other"
    )


def test_import_of_a_module_under_another_name():
    imports = Imports("own")
    imports.bind("numpy")
    imports.bind("numpy", name="numpy", export=True)
    imports.bind("pkg.sub", name="sub", export=True)
    imports.bind("pkg.sub", name="renamed")
    assert imports.render() == "import numpy as numpy\nfrom pkg import sub as renamed, sub as sub"


def test_long_import_has_a_line_per_name():
    imports = Imports("own")
    for name in ("Z" * 20, "y" * 20, "A" * 20):
        imports.bind("typing", name)
    assert imports.render() == f"from typing import (\n    {'A' * 20},\n    {'Z' * 20},\n    {'y' * 20}\n)"


def test_import_gives_way_to_what_the_module_defines():
    imports = Imports("own", {"overload": None, "types": 1})
    assert imports.bind("typing", "overload") == "_overload"
    assert imports.bind("types") == "_types"
    assert imports.render() == "import types as _types\nfrom typing import overload as _overload"


def test_head_is_taken_apart_and_put_together():
    text = "@a\ndef f[T](self, /, a: dict[str, 'x, y'] = {'a': (1, 2)}, *args, b=[1], **k: int) -> T | None"
    found = head.parse(text)
    assert str(found) == text
    assert [p.name for p in found.parameters] == ["self", "/", "a", "*args", "b", "**k"]
    assert found.parameters[2].default == "{'a': (1, 2)}"
    assert head.parse("no head") is None and head.parse("def (self) -> int").name == ""


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["a: float, /", "a: int, /"], [1, 0]),
        (["a: object, /", "a: str, /", "a: bool, /"], [1, 2, 0]),
        (["a: int | str, /", "a: str, /"], [1, 0]),
        (["a: int, /", "b: int, /"], [0]),
        (["a: int", "b: int"], [0, 1]),
        (["a: int, /", "a: int, b: int, /"], [0, 1]),
        (["self, a: float, b: int, /", "self, a: int, b: float, /"], [0, 1]),
    ],
)
def test_overload_that_another_hides_comes_before_it(texts, order):
    assert overloads.arrange([head.parse(f"def f({text}) -> None") for text in texts]) == order


def test_names_resolve_to_real_modules(stub):
    text = stub(
        "from __future__ import annotations\nimport collections.abc as cabc, decimal as dec, made_module as me\n"
        "class C: ...\ndef f(a: dec.Decimal, b: cabc.Sequence) -> me.C: ...\n"
    )
    assert text.endswith("def f(a: decimal.Decimal, b: Sequence) -> C: ...\n")
    assert text.startswith("from collections.abc import Sequence\nimport decimal\n\n\nclass C:\n    pass\n")


def test_own_attribute_is_no_module(stub):
    assert "def f(a: C.D) -> None: ..." in stub("class C:\n    class D: ...\ndef f(a: C.D) -> None: ...\n")


def test_overloads_of_a_python_function(stub):
    if sys.version_info < (3, 11):
        pytest.skip("typing.get_overloads is of CPython 3.11")
    text = stub(
        "import typing\n@typing.overload\ndef f(a: int) -> int: ...\n"
        "@typing.overload\ndef f(a: str) -> str: ...\ndef f(a):\n    'Doc.'\n"
    )
    assert text.endswith('@overload\ndef f(a: int) -> int:\n    """Doc."""\n\n@overload\ndef f(a: str) -> str: ...\n')


def test_members_of_a_python_class(stub):
    text = stub(
        "class C:\n    N: int = 5\n    def m(self, x=(1, 2)): ...\n    @staticmethod\n    def s(): ...\n"
        "    @classmethod\n    def c(cls, a: int): ...\n    @property\n    def p(self) -> int: 'Doc.'\n"
        "    @p.setter\n    def p(self, v: int): ...\n    w = property(fset=lambda self, v: None)\n    alias = m\n"
    )
    assert text.endswith(
        "class C:\n    N: int = 5\n\n    def m(self, x=(1, 2)): ...\n\n    @staticmethod\n    def s(): ...\n\n"
        "    @classmethod\n    def c(cls, a: int): ...\n\n    @property\n    def p(self) -> int:\n"
        '        """Doc."""\n\n    @p.setter\n    def p(self, v: int): ...\n\n    w: Any\n\n    alias = m\n'
    )


def test_type_variables_and_aliases(stub):
    text = stub(
        "import typing\nT = typing.TypeVar('T', bound=int)\nU = typing.TypeVar('U', int, str)\n"
        "A = typing.Tuple[T, ...]\nF = typing.Callable[[T], typing.List[int]]\n"
    )
    assert text.endswith(
        'T = TypeVar("T", bound=int)\n\nU = TypeVar("U", int, str)\n\nA: TypeAlias = tuple[T, ...]\n\n'
        "F: TypeAlias = Callable[[T], list[int]]\n"
    )


def test_values_are_shown_where_they_are_short(stub):
    text = stub("import math\na = 1\nb = 'x' * 60\nc = {'k': [1, (2,)]}\nd = object()\ne = float('inf')\nf = None\n")
    assert text == (
        "a: int = 1\n\nb: str = ...\n\nc: dict = {'k': [1, (2,)]}\n\nd: object = ...\n\n"
        "e: float = float('inf')\n\nf: None = None\n"
    )


def test_type_of_a_value_can_state_its_declaration(stub):
    text = stub("class Config:\n    __nb_signature__ = '_config: dict[str, int]'\n_config = Config()\n_other = 1\n")
    assert text.endswith("class Config:\n    pass\n\n_config: dict[str, int]\n")


def test_strict_stub_annotates_everything(stub):
    text = stub(
        "def f(a, *b, c=1): ...\nclass C:\n    def __eq__(self, o): ...\n    def m(self, a: list): ...\n", Options()
    )
    assert "def f(a: Any, *b: Any, c: Any = 1) -> Any: ..." in text
    assert "def __eq__(self, o: object) -> bool: ..." in text
    assert "__hash__: ClassVar[None]  # type: ignore[assignment]" in text
    assert "def m(self, a: list[Any]) -> Any: ..." in text


def test_strict_stub_has_any_for_what_is_unknown(stub):
    text = stub(
        "class F:\n    __name__, __module__ = 'f', 'made_module'\n    __nb_signature__ = ((\n"
        '        \'def f(a: "Shared", b: "std::list<int>", c: "int", d: Optional[Unknown]) -> Generic\', None),)\n'
        "f = F()\ndel F\n",
        Options(),
    )
    assert text.endswith('def f(a: Any, b: Any, c: "int", d: Optional[Any]) -> Generic: ...\n')


def test_strict_stub_finds_builtins_that_names_hide(stub):
    text = stub(
        "def list() -> int: ...\ndef f(a: 'list[int]') -> None: ...\nclass C:\n    def int(self) -> 'int': ...\n",
        Options(),
    )
    assert "def f(a: builtins.list[int]) -> None: ..." in text
    assert "def int(self) -> builtins.int: ..." in text


# --- the names of nanobind.stubgen -----------------------------------------------------------------------


def test_stub_of_a_module_that_is_put_first(module):
    made = module("import enum\nclass E(enum.Enum):\n    A = 1\nlimit = 7\n")
    generator = StubGen()
    generator.put(made)
    assert generator.get() == "import enum\n\n\nclass E(enum.Enum):\n    A = 1\n\nlimit: int = 7\n"


def test_stub_of_values_alone(module):
    made = module("def f(a: int) -> None: ...\n")
    generator = StubGen()
    generator.put(made.f)
    generator.put_property(property(fset=lambda self, v: None), "p")
    assert generator.output == "def f(a: int) -> None: ...\n\np: Any"
    assert generator.module_refs == {"typing"}


def test_overload_is_put_by_its_signature(module):
    generator = StubGen(module(""))
    generator.put_nb_overload(None, (r"def make(cls: X[A], n: int = \0) -> X", "Doc.", (3,)), is_classmethod=True)
    assert generator.output == '@classmethod\ndef make(cls, n: int = 3) -> X:\n    """Doc."""'


def test_every_member_and_function_goes_through_what_a_derived_generator_overrides(module):
    class Generator(StubGen):
        def put(self, value, name=None, parent=None):
            if name == "limit":
                self.write_ln("limit: Final = 8")
                self.write_ln("# of the author's\n")
                return
            super().put(value, name, parent)

        def put_function(self, fn, name=None, parent=None):
            if name == "taken":
                self.bind("elsewhere", name=None)
                self.write_ln(f"{name} = elsewhere.{fn.__qualname__} # in {parent.__name__}\n")
                return
            super().put_function(fn, name, parent)

    made = module("class C:\n    def taken(self): ...\n    def own(self): ...\nlimit = 7\ndef f(): ...\n")
    generator = Generator(made, quiet=True, recursive=False, include_docstrings=False)
    generator.put(made)
    assert generator.get() == (
        "import elsewhere\n\n\n"
        "class C:\n    taken = elsewhere.C.taken # in C\n\n    def own(self): ...\n\n"
        "limit: Final = 8\n# of the author's\n\n"
        "def f(): ...\n"
    )


def test_recursive_generator_writes_the_stubs_of_submodules(module, tmp_path):
    made = module("limit = 7\n")
    made.below = types.ModuleType(f"{made.__name__}.below")
    made.below.value = 1
    generator = StubGen(made, recursive=True, output_file=tmp_path / "made.pyi")
    generator.put(made)
    assert (tmp_path / "below.pyi").read_text() == "value: int = 1\n"


def test_generator_abbreviates_long_values_as_it_is_told(module):
    made = module("text = 'ten bytes!'\n")
    generator = StubGen(made, max_expr_length=5)
    generator.put(made)
    assert generator.get() == "text: str = ...\n"


def test_pattern_is_applied_by_name(module):
    rule = ReplacePattern(re.compile("x$"), ["x: int", "\\doc"])
    generator = StubGen(module(""), patterns=[rule])
    assert not generator.apply_pattern("made_module.y", 1)
    assert generator.apply_pattern("made_module.x", len)
    assert rule.matches == 1 and generator.output.startswith('x: int\n"""Return the number')
    with pytest.raises(StubError, match=r"uses '\\doc' where nothing is replaced"):
        generator.apply_pattern("made_module.x", None)
