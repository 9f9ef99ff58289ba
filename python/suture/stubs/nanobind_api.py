# SPDX-License-Identifier: BSD-3-Clause
"""The names that programs know from `nanobind.stubgen`: the dialect's module of that name re-exports them."""

import sys
import types
from typing import Any, Optional

from . import classes, cli, docstring, functions, head, patterns
from .conventions import NANOBIND
from .facts import Overload
from .patterns import Pattern as ReplacePattern
from .stub import Options, Stub

__all__ = ["ReplacePattern", "StubGen", "main"]


class StubGen(Stub):
    """A stub in nanobind's conventions: `put` modules or parts of one, `get` the text.

    Without `module` the stub is that of the first module that is put.
    """

    def __init__(
        self,
        module: "Optional[types.ModuleType]" = None,
        patterns: "list[ReplacePattern] | None" = None,
        include_private: bool = False,
        include_docstrings: bool = True,
        exclude_values: bool = False,
    ) -> None:
        options = Options(NANOBIND, include_private, include_docstrings, not exclude_values, list(patterns or ()))
        super().__init__(module or types.ModuleType(""), options)

    def put(self, value: Any, name: "str | None" = None) -> None:
        """Add a module's contents, or the entry of one value of the module."""
        if isinstance(value, types.ModuleType) and name is None and not self.module.__name__:
            super().__init__(value, self.options)
        elif not self.module.__name__:
            super().__init__(sys.modules[value.__module__], self.options)
        super().put(value, name)

    @property
    def output(self) -> str:
        """The entries so far, without imports."""
        return "\n\n".join(self.entries)

    @property
    def module_refs(self) -> "set[str]":
        """The modules that the entries so far need."""
        return {*self.imports.whole, *self.imports.members}

    def bind(self, module: str, attr: "str | None" = None, name: "str | None" = None, export: bool = False) -> str:
        """Import a module, or an attribute of it, and return the name to use in the stub."""
        return self.imports.bind(module, attr, name, export)

    def simplify_types(self, text: str) -> str:
        """Return a type, or any expression, in the words of the stub."""
        return self.annotations.simplify(text)

    def format_docstr(self, text: str, depth: int) -> str:
        """Return the source of a docstring, indented by `depth` levels."""
        lines = docstring.literal(text).split("\n")
        return "\n".join("    " * depth + line if line else line for line in lines) + "\n"

    def put_nb_overload(self, fn: Any, sig: "tuple[Any, ...]", is_classmethod: bool = False) -> None:
        """Add one overload of a bound function, given as the tuple of its signature."""
        entry = Overload(sig[0], docstring.clean(sig[1]), tuple(sig[2] or ()) if len(sig) > 2 else ())
        found = head.parse(entry.text)
        decorators = ("classmethod",) if is_classmethod else ()
        self.entries += functions.bound(found.name if found else "", [entry], self.context, decorators)

    def put_property(self, prop: Any, name: str) -> None:
        """Add a property."""
        self.entries += classes.attribute(self, name, prop, object) or []

    def apply_pattern(self, query: str, value: Any) -> bool:
        """Add what the pattern files put in place of a name; False if they do not mention it."""
        found = patterns.find(self.options.patterns, query)
        if found is None:
            return False
        docs = None if value is None else self.docstrings_of(value, None)
        text = patterns.apply(*found, docs=docs, imports=self.imports)
        self.entries += [text] if text else []
        return True


def main(arguments: "Optional[list[str]]" = None) -> int:
    """Run `python -m nanobind.stubgen`."""
    return cli.main(arguments, NANOBIND, "python -m nanobind.stubgen")


if __name__ == "__main__":
    sys.exit(main())
