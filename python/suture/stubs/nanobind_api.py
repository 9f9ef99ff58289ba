# SPDX-License-Identifier: BSD-3-Clause
"""The names that programs know from `nanobind.stubgen`: the dialect's module of that name re-exports them."""

import sys
import types
from pathlib import Path
from typing import Any, Callable, Optional

from . import classes, cli, docstring, functions, head, patterns
from .conventions import NANOBIND
from .facts import Overload
from .patterns import Pattern as ReplacePattern
from .stub import Options, Stub

__all__ = ["ReplacePattern", "StubGen", "main"]


class StubGen(Stub):
    """A stub in nanobind's conventions: `put` modules or parts of one, `get` the text.

    Without `module` the stub is that of the first module that is put. Programs derive from it: every
    member of a module or class goes through `put`, every function through `put_function`.
    """

    def __init__(
        self,
        module: "Optional[types.ModuleType]" = None,
        recursive: bool = False,
        include_docstrings: bool = True,
        include_private: bool = False,
        include_internal_imports: bool = True,
        include_external_imports: bool = False,
        max_expr_length: int = 50,
        patterns: "list[ReplacePattern] | None" = None,
        quiet: bool = True,
        output_file: "Optional[Path]" = None,
        *,
        exclude_values: bool = False,
    ) -> None:
        options = Options(
            NANOBIND,
            private=include_private,
            docstrings=include_docstrings,
            values=not exclude_values,
            value_length=max_expr_length,
            own_package=include_internal_imports,
            other_packages=include_external_imports,
            patterns=list(patterns or ()),
        )
        self.recursive, self.quiet, self.output_file = recursive, quiet, output_file
        # Where `put` is: the qualified name of what the member belongs to.
        self._path = ""
        self._open_line = False
        super().__init__(module or types.ModuleType(""), options)

    def put(self, value: Any, name: "str | None" = None, parent: Any = None) -> None:
        """Add a module's contents, the entry of one value of the module, or that of a member of `parent`."""
        if parent is not None and name is not None:
            self.entries += super().member(name, value, parent, self._path)
            return
        if isinstance(value, types.ModuleType) and name is None and not self.module.__name__:
            super().__init__(value, self.options)
        elif not self.module.__name__:
            super().__init__(sys.modules[value.__module__], self.options)
        super().put(value, name)
        if value is self.module and self.recursive and self.output_file is not None:
            self._write_submodules(Path(self.output_file).parent)

    def put_function(self, fn: Any, name: "str | None" = None, parent: Any = None) -> None:
        """Add a function of the module, or of `parent`."""
        scope = self.module if parent is None else parent
        path = self._path or self.module.__name__
        self.entries += super()._function(name or fn.__name__, fn, scope, path)

    def write_ln(self, line: str) -> None:
        """Add a line as it is; lines that follow each other are one entry, which an empty line ends."""
        text = line.rstrip("\n")
        if self._open_line and self.entries:
            self.entries[-1] += "\n" + text
        elif text:
            self.entries.append(text)
        self._open_line = not line.endswith("\n") and bool(text)

    def _captured(self, path: str, put: "Callable[[], None]") -> "list[str]":
        """Return the entries that a step adds, which belong to what is at `path`."""
        outer = self.entries, self._path
        self.entries, self._path, self._open_line = [], path, False
        try:
            put()
            return self.entries
        finally:
            (self.entries, self._path), self._open_line = outer, False

    def member(self, name: str, value: Any, scope: Any, path: str) -> "list[str]":
        """Return the entries of an attribute of a module or class, by way of `put`."""
        return self._captured(path, lambda: self.put(value, name, scope))

    def _function(self, name: str, value: Any, scope: Any, path: str) -> "list[str]":
        return self._captured(path, lambda: self.put_function(value, name, scope))

    def _write_submodules(self, folder: Path) -> None:
        """Write the stubs of the module's submodules beside its own."""
        for module in self.submodules:
            last = module.__name__.rpartition(".")[2]
            below = folder / last
            as_package = any(isinstance(item, types.ModuleType) for item in vars(module).values())
            file = below / "__init__.pyi" if as_package else folder / f"{last}.pyi"
            stub = StubGen(module, recursive=True, output_file=file, quiet=self.quiet)
            Stub.__init__(stub, module, self.options)
            stub.put(module)
            if not self.quiet:
                print(f'  - writing stub "{file}" ..')
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(stub.get(), encoding="utf-8")

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
