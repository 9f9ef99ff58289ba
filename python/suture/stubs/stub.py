# SPDX-License-Identifier: BSD-3-Clause
"""A stub in the making: walks a module or a class and keeps the entries in definition order."""

import sys
import types
import typing
from dataclasses import dataclass, field
from typing import Any, Optional

from . import classes, docstring, facts, functions, patterns
from .annotation import Annotations
from .conventions import NATIVE, Conventions
from .functions import Context
from .head import is_name
from .imports import Imports
from .patterns import Pattern
from .value import expression

#: Names of every module that say nothing of its contents.
MODULE_NAMES = frozenset(
    (
        *("__annotate__", "__annotate_func__", "__annotations__", "__builtins__", "__cached__"),
        *("__conditional_annotations__", "__debug__", "__dir__", "__doc__", "__file__", "__getattr__"),
        *("__loader__", "__name__", "__package__", "__path__", "__spec__", "__warningregistry__"),
    )
)

#: Kinds of values that a typing construct is made of.
ALIASES = tuple(
    {
        type(typing.Optional[int]),
        type(typing.List[int]),  # noqa: UP006
        type(typing.Callable[[int], int]),
        type(typing.Any),
        *([types.GenericAlias] if hasattr(types, "GenericAlias") else []),
        *([types.UnionType] if hasattr(types, "UnionType") else []),
    }
    - {type}
)

#: Type variables, by the name of what makes them.
VARIABLES = ("TypeVar", "TypeVarTuple", "ParamSpec")


@dataclass
class Options:
    """What a stub shows."""

    conventions: Conventions = NATIVE
    private: bool = False
    docstrings: bool = True
    values: bool = True
    #: How long the text of a value may be; a longer one is `...`.
    value_length: int = 50
    #: Whether names that the module has from the rest of its package, and from elsewhere, are imported.
    own_package: bool = True
    other_packages: bool = False
    patterns: "list[Pattern]" = field(default_factory=list)


class Stub:
    """The stub of one module.

    `put` adds a module, or something of it; `get` returns the text. `submodules` are the modules
    below this one that were met on the way.
    """

    def __init__(self, module: types.ModuleType, options: "Options | None" = None) -> None:
        self.module = module
        self.options = options or Options()
        self.imports = Imports(module.__name__, vars(module))
        self.annotations = Annotations(module.__name__, self.imports, self.options.conventions.strict)
        self.context = Context(self.annotations, self.options.docstrings)
        self.submodules: list[types.ModuleType] = []
        self.entries: list[str] = []
        self.doc: Optional[str] = None

    def put(self, value: Any, name: "str | None" = None) -> None:
        """Add a module's contents, or the entry of one value of the module."""
        if value is self.module and name is None:
            self._put_module()
            return
        name = name or getattr(value, "__name__", None)
        if not name:
            raise ValueError("the value has no name of its own: pass one")
        self.entries += self.member(name, value, self.module, self.module.__name__)

    def get(self) -> str:
        """Return the text of the stub."""
        parts = []
        if self.doc:
            parts.append(docstring.literal(self.doc) + "\n")
        imported = self.imports.render()
        if imported:
            parts.append(imported + "\n" * (2 if self.entries else 1))
        if self.entries:
            parts.append("\n\n".join(self.entries) + "\n")
        return "\n".join(parts)

    def _put_module(self) -> None:
        name = self.module.__name__
        if self.options.docstrings:
            self.doc = docstring.clean(self.module.__doc__)
        self.entries += self.free_text(f"{name}.__prefix__")
        for key, value in list(vars(self.module).items()):
            if key not in MODULE_NAMES:
                self.entries += self.member(key, value, self.module, name)
        self.entries += self.free_text(f"{name}.__suffix__")

    def free_text(self, query: str) -> "list[str]":
        """Return what the pattern files put at a place where nothing is."""
        found = patterns.find(self.options.patterns, query)
        text = patterns.apply(*found, docs=None, imports=self.imports) if found else None
        return [text] if text else []

    def replaced(self, full: str, value: Any, scope: Any) -> "Optional[list[str]]":
        """Return what the pattern files put in place of an entry, None if they do not mention it."""
        found = patterns.find(self.options.patterns, full)
        if found is None:
            return None
        text = patterns.apply(*found, docs=self.docstrings_of(value, scope), imports=self.imports)
        return [text] if text else []

    def shown(self, name: str, value: Any) -> bool:
        """Whether a name is public, or its value states a declaration of its own."""
        if self.options.private or (name.startswith("__") and name.endswith("__")):
            return name != "__version__" or self.options.conventions.strict
        # A trailing underscore keeps clear of a keyword; nanobind's users expect it to hide a name.
        if name.startswith("_") or (name.endswith("_") and not self.options.conventions.strict):
            return not isinstance(value, type) and self._declaration(value) is not None
        return True

    def _declaration(self, value: Any) -> "Optional[str]":
        return facts.text_signature(value, self.options.conventions.signatures)

    def member(self, name: str, value: Any, scope: Any, path: str) -> "list[str]":
        """Return the entries of an attribute of a module or class whose qualified name is `path`."""
        full = f"{path}.{name}"
        if isinstance(value, types.ModuleType):
            self._note_submodule(name, value)
        replaced = self.replaced(full, value, scope)
        if replaced is not None:
            return replaced
        if isinstance(value, types.ModuleType):
            return self._submodule(name, value)
        if not is_name(name) or not self.shown(name, value) or type(value).__module__ == "__future__":
            return []
        if isinstance(value, type) and not isinstance(value, ALIASES):
            return self._class(name, value, scope, path)
        if isinstance(scope, type):
            entries = classes.attribute(self, name, value, scope)
            if entries is not None:
                return entries
        if self.is_function(value):
            return self._function(name, value, scope, path)
        if type(value).__name__ in VARIABLES and type(value).__module__ in ("typing", "typing_extensions"):
            return [self._variable(name, value)]
        if isinstance(value, ALIASES):
            alias = self.imports.bind(self._alias_module(), "TypeAlias")
            return [f"{name}: {alias} = {self.annotations.type(value)}"]
        return self.data(name, value, scope)

    def is_function(self, value: Any) -> bool:
        """Whether a value is a function, of whatever kind."""
        if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, *classes.SLOT_FUNCTIONS)):
            return True
        return facts.overloads(value, self.options.conventions.signatures) is not None

    def docstrings_of(self, value: Any, scope: Any) -> "list[Optional[str]]":
        """Return the docstrings that a pattern may ask for, one per overload."""
        attributes = self.options.conventions.signatures
        chain = facts.overloads(value, attributes)
        if chain is None and isinstance(scope, type):
            bound = facts.bound_property(scope, value, attributes)
            chain = bound.getter if bound else None
        if chain is not None:
            return [entry.doc if self.options.docstrings else None for entry in chain]
        return [docstring.clean(getattr(value, "__doc__", None)) if self.options.docstrings else None]

    # --- modules ---------------------------------------------------------------------------------

    def _note_submodule(self, name: str, value: types.ModuleType) -> None:
        below = value.__name__.startswith(self.module.__name__ + ".")
        if below and (self.shown(name, value) or self.options.conventions.strict):
            self.submodules.append(value)  # a private one too: what it defines may be re-exported

    def _submodule(self, name: str, value: types.ModuleType) -> "list[str]":
        own, other = self.module.__name__, value.__name__
        if own == other or own.startswith(other + "."):
            return []  # the import machinery leaves parents behind
        if own.split(".", 1)[0] != other.split(".", 1)[0] or "." not in other:
            return []
        if not self.shown(name, value):
            return []
        self.imports.bind(other, name=name, export=other.rpartition(".")[2] == name)
        return []

    def _elsewhere(self, name: str, value: Any) -> "Optional[list[str]]":
        """Return the entries of what another module defines, None for what this one does."""
        module = getattr(value, "__module__", None)
        own = self.module.__name__
        if module == own or not isinstance(module, str):
            return None
        original = str(getattr(value, "__qualname__", None) or getattr(value, "__name__", name))
        if module.split(".", 1)[0] == own.split(".", 1)[0]:
            if "." in original:
                return None
            if not self.options.own_package:
                return []
        elif not self.options.other_packages or "." in original:
            return []
        self.imports.bind(module, original, name, export=original == name)
        return []

    def _class(self, name: str, value: type, scope: Any, path: str) -> "list[str]":
        own = self.module.__name__
        full = f"{value.__module__}.{value.__qualname__}"
        if full == f"{path}.{name}":
            return [classes.entry(self, name, value, f"{path}.{name}")]
        if scope is self.module:
            entries = self._elsewhere(name, value)
            if entries is not None:
                return entries
        if value.__module__ == own and not self._reaches(value.__qualname__, value):
            return [classes.entry(self, name, value, f"{path}.{name}")]
        alias = self.imports.bind(self._alias_module(), "TypeAlias")
        return [f"{name}: {alias} = {self.annotations.type(value)}"]

    def _alias_module(self) -> str:
        """Return the module that has TypeAlias for the Python version of the stub."""
        new = sys.version_info >= (3, 10) or not self.options.conventions.strict
        return "typing" if new else "typing_extensions"

    def _reaches(self, path: str, value: Any) -> bool:
        found: Any = self.module
        for part in path.split("."):
            found = getattr(found, part, None)
        return found is value

    def _function(self, name: str, value: Any, scope: Any, path: str) -> "list[str]":
        original = getattr(value, "__name__", name)
        names = vars(scope)
        if scope is self.module:
            entries = self._elsewhere(name, value)
            if entries is not None:
                return entries
        if original != name and names.get(original) is value and self.shown(original, value):
            return [f"{name} = {original}"]
        is_method = isinstance(scope, type)
        chain = facts.overloads(value, self.options.conventions.signatures)
        if chain is None:
            return functions.python(name, value, self.context, is_method=is_method)
        return functions.bound(name, chain, self.context, is_method=is_method)

    # --- data ------------------------------------------------------------------------------------

    def _variable(self, name: str, value: Any) -> str:
        """Return the declaration of a type variable."""
        kind = type(value).__name__
        made = self.imports.bind("typing", kind)
        arguments = [f'"{value.__name__}"']
        arguments += [self.annotations.type(c) for c in getattr(value, "__constraints__", ())]
        for word in ("covariant", "contravariant", "infer_variance"):
            if getattr(value, f"__{word}__", False):
                arguments.append(f"{word}=True")
        bound: Any = getattr(value, "__bound__", None)
        if bound is not None and bound is not type(None):
            arguments.append(f"bound={self.annotations.type(value.__bound__)}")
        default = getattr(value, "__default__", None)
        if default is not None and type(default).__name__ not in ("_NoDefaultType", "NoDefaultType"):
            arguments.append(f"default={self.annotations.type(default)}")
        return f"{name} = {made}({', '.join(arguments)})"

    def data(self, name: str, value: Any, scope: Any) -> "list[str]":
        """Return the entry of a value: its type, and itself where it has a short text."""
        declaration = self._declaration(value)
        if declaration is not None:
            return [declaration.strip()]
        return [f"{name}: {self._type_of(value)} = {self.source(name, value)}"]

    def source(self, name: str, value: Any) -> str:
        """Return the text of a value, `...` where there is none."""
        if not self.options.values:
            return "..."
        length = None if name == "__all__" else self.options.value_length
        return expression(value, self.annotations, length) or "..."

    def _type_of(self, value: Any) -> str:
        """Return the type of a value."""
        kind = type(value)
        strict = self.options.conventions.strict
        if strict and kind is list and value and all(type(item) is str for item in value):
            return "list[str]"
        return self.annotations.type(kind)
