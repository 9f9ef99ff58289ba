# SPDX-License-Identifier: BSD-3-Clause
"""Types as text: names of the module itself lose its prefix, others are imported."""

import builtins
import importlib
import keyword
import re
import sys
import types
import typing
from functools import cache
from typing import Any, Callable, Optional

from . import arrays
from .imports import Imports

#: A string literal, or a name that is no part of another.
NAME = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)*')

#: Modules whose members are imported by name.
BY_NAME = ("typing", "typing_extensions", "collections.abc", "numpy.typing")

#: Aliases of the module `typing` that stand for classes, old or new.
BUILTIN_ALIASES = {"List": "list", "Dict": "dict", "Set": "set", "FrozenSet": "frozenset"}
BUILTIN_ALIASES.update({"Tuple": "tuple", "Type": "type"})
ABSTRACT_ALIASES = {
    name: "Set" if name == "AbstractSet" else name
    for name in (
        *("AbstractSet", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Callable", "Collection"),
        *("Container", "Coroutine", "Generator", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping"),
        *("MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence", "ValuesView"),
    )
}

#: What strict checkers want to see behind a generic type that stands alone.
PARAMETERS = {
    "list": "[{Any}]",
    "set": "[{Any}]",
    "frozenset": "[{Any}]",
    "dict": "[{Any}, {Any}]",
    "tuple": "[{Any}, ...]",
    "os.PathLike": "[str]",
    "types.GenericAlias": "",
    "weakref.ReferenceType": "[{Any}]",
    "collections.abc.Callable": "[..., {Any}]",
    "collections.abc.Generator": "[{Any}, {Any}, {Any}]",
    "collections.abc.ItemsView": "[{Any}, {Any}]",
    "collections.abc.Mapping": "[{Any}, {Any}]",
    "collections.abc.MutableMapping": "[{Any}, {Any}]",
}
PARAMETERS.update(
    (f"collections.abc.{name}", "[{Any}]")
    for name in (
        *("AsyncIterable", "AsyncIterator", "Awaitable", "Collection", "Container", "Iterable", "Iterator"),
        *("KeysView", "MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "ValuesView"),
    )
)


@cache
def is_module(name: str) -> bool:
    """Whether a module of that name can be imported."""
    if name in sys.modules:
        return True
    try:
        importlib.import_module(name)
    except Exception:  # whatever a module does when it is imported
        return False
    return True


def module_part(name: str) -> str:
    """Return the module of a dotted name: the longest part that can be imported, else all but the last."""
    parts = name.split(".")
    known = parts[0]
    if not is_module(known):
        return name.rpartition(".")[0]
    for i in range(2, len(parts)):
        longer = ".".join(parts[:i])
        if not is_module(longer):
            break
        known = longer
    return known


class Annotations:
    """Rewrites the types that a stub shows and notes what they need imported."""

    def __init__(self, module: str, imports: Imports, strict: bool) -> None:
        self.module = module
        self.imports = imports
        self.strict = strict

    def simplify(self, text: str, parametrize: bool = False) -> str:
        """Return a type, or any expression, in the words of the stub.

        With `parametrize`, generic types get the parameters that strict checkers ask for.
        """
        text = arrays.rewrite(text)

        def replace(found: "re.Match[str]") -> str:
            name = found[0]
            if name[0] in "\"'":
                # A C++ type that has no Python class is in double quotes, and is no Python.
                if parametrize and self.strict and name[0] == '"' and not self._is_type(name[1:-1]):
                    return self.imports.bind("typing", "Any")
                return name
            name = _modern(name)
            follows = text[found.end() :].lstrip()[:1]  # parameters, or the arguments of a call
            if parametrize and self.strict and name in PARAMETERS and follows not in {"[", "("}:
                more = PARAMETERS[name]
                if "{Any}" in more:
                    more = more.format(Any=self.imports.bind("typing", "Any"))
                return self.name(name) + more
            return self.name(name)

        return NAME.sub(replace, text)

    def name(self, name: str) -> str:
        """Return a dotted name in the words of the stub."""
        if "." not in name:
            return self._plain(name) if self.strict else name
        if name.startswith(self.module + "."):
            return name[len(self.module) + 1 :]
        first = self.imports.taken.get(name.split(".", 1)[0])
        if first is not None and not isinstance(first, types.ModuleType):
            return name  # of the module itself, without its name
        module, _, last = name.rpartition(".")
        if module == "builtins":
            if last in self.imports.taken or self.imports.hides(last):
                return f"{self.imports.bind('builtins')}.{last}"
            return last
        if module in BY_NAME:
            return self.imports.bind(module, last)
        module = module_part(name)
        return self.imports.bind(module) + name[len(module) :]

    def _is_type(self, text: str) -> bool:
        return _is_expression(text) and all(self.is_known(name) for name in NAME.findall(text))

    def _plain(self, name: str) -> str:
        """Return a name without dots, which is a builtin one unless the module defines it."""
        if not hasattr(builtins, name):
            return name
        hidden = name in self.imports.taken and not isinstance(self.imports.taken[name], type)
        return f"{self.imports.bind('builtins')}.{name}" if hidden or self.imports.hides(name) else name

    def is_known(self, name: str, more: "frozenset[str]" = frozenset()) -> bool:
        """Whether a name that an author wrote means something in the stub."""
        first = name.split(".", 1)[0]
        if first in more or first in self.imports.taken or hasattr(builtins, first) or keyword.iskeyword(first):
            return True
        return "." in name and is_module(first)

    def authored(self, text: str, more: "frozenset[str]" = frozenset()) -> str:
        """Give names that an author left unqualified the module `typing`, and unknown ones `Any`."""
        text = arrays.rewrite(text)

        def replace(found: "re.Match[str]") -> str:
            name = found[0]
            is_keyword = text[found.end() : found.end() + 1] == "="  # of dict(), in the type of an array
            if name[0] in "\"'" or is_keyword or self.is_known(name, more):
                return name
            return f"typing.{name}" if "." not in name and hasattr(typing, name) else "typing.Any"

        return NAME.sub(replace, text) if self.strict else text

    def type(self, value: Any) -> str:
        """Return a type, or what the typing module makes of one, in the words of the stub."""
        return self.simplify(describe(value), parametrize=True)

    def of_function(self, annotation: Any, names: "dict[str, Any]") -> str:
        """Return an annotation of a Python function, whose module knows `names`."""
        if isinstance(annotation, str):
            return self.simplify(NAME.sub(_resolver(names, self.module), annotation), parametrize=True)
        return self.type(annotation)


def _modern(name: str) -> str:
    """Replace the aliases that `typing` has for classes."""
    if not name.startswith("typing."):
        return name
    last = name[len("typing.") :]
    if last in BUILTIN_ALIASES:
        return BUILTIN_ALIASES[last]
    if last in ABSTRACT_ALIASES:
        return "collections.abc." + ABSTRACT_ALIASES[last]
    return name


def _is_expression(text: str) -> bool:
    try:
        compile(text, "", "eval")
    except (SyntaxError, ValueError):
        return False
    return True


def _resolver(names: "dict[str, Any]", own: str) -> "Callable[[re.Match[str]], str]":
    """Give names of a module's own imports their real ones."""

    def resolve(found: "re.Match[str]") -> str:
        first, dot, rest = found[0].partition(".")
        value = names.get(first)
        if isinstance(value, types.ModuleType):
            return f"{value.__name__}{dot}{rest}"
        module: Optional[str] = getattr(value, "__module__", None)
        if value is not None and not dot and isinstance(value, type) and module not in (own, "builtins", None):
            return f"{module}.{value.__qualname__}"
        if value is not None and module in ("typing", "typing_extensions") and hasattr(typing, first):
            return f"typing.{first}"
        return found[0]

    return resolve


def _internal(value: type) -> str:
    """Return the public name of one of CPython's own types."""
    if value.__name__ == "PyCapsule":
        return "typing_extensions.CapsuleType"  # `types` has it since CPython 3.13
    name = next((name for name, known in vars(types).items() if known is value), None)
    return f"types.{name}" if name else "typing.Any"


def describe(value: Any) -> str:
    """Return the qualified name of a type, or the text of a typing construct."""
    if value is None or value is type(None):
        return "None"
    if value is Ellipsis:
        return "..."
    if isinstance(value, str):
        return value
    if isinstance(value, typing.ForwardRef):
        return value.__forward_arg__
    if isinstance(value, list):
        return "[" + ", ".join(map(describe, value)) + "]"
    if isinstance(value, (typing.TypeVar,)):
        return value.__name__
    if isinstance(value, type) and not isinstance(value, getattr(types, "GenericAlias", ())):
        module = value.__module__
        if module == "builtins" and not hasattr(builtins, value.__qualname__):
            return _internal(value)
        return value.__qualname__ if module == "builtins" else f"{module}.{value.__qualname__}"
    if isinstance(value, types.FunctionType):  # typing.NamedTuple as a base
        return f"{value.__module__}.{value.__qualname__}"
    # The variance marks of type variables are no Python.
    text = re.sub(r"(?<![\w)\]])[~+-](?=[^\W\d])", "", repr(value)).replace("NoneType", "None")
    return re.sub(r"ForwardRef\('([^']*)'[^)]*\)", r"\1", text)
