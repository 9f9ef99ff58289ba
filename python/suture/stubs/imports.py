# SPDX-License-Identifier: BSD-3-Clause
"""The import lines of a stub: which names it binds, and how the lines are grouped and sorted."""

import sys
import sysconfig
from pathlib import Path
from typing import Any

#: A `from` line longer than this is written with one name per line.
LINE = 70


def standard_modules() -> "frozenset[str]":
    """Return the top-level names of the standard library."""
    names = getattr(sys, "stdlib_module_names", None)  # CPython 3.10
    if names is None:
        folder = Path(sysconfig.get_path("stdlib"))
        names = {*sys.builtin_module_names, *(path.stem for path in folder.iterdir()), "_typeshed"}
    return frozenset(names)


STANDARD = standard_modules()


class Imports:
    """The names that a stub imports.

    `taken` are the names that the module defines: a helper of such a name is imported as `_name`.
    """

    def __init__(self, module: str, taken: "dict[str, Any] | None" = None) -> None:
        self.module = module
        self.taken = taken if taken is not None else {}
        #: names of the members of the classes that are being written: they hide what is outside
        self.hidden: list[frozenset[str]] = []
        #: module -> whether `import module as module` re-exports it
        self.whole: dict[str, bool] = {}
        #: `import module as name` of a module without a package
        self.renamed: set[tuple[str, str]] = set()
        #: module -> set of (attribute, local name, re-exported)
        self.members: dict[str, set[tuple[str, str, bool]]] = {}

    def bind(self, module: str, attribute: "str | None" = None, name: "str | None" = None, export: bool = False) -> str:
        """Import `module`, or an `attribute` of it, and return the name to use in the stub.

        Without `name` the import is a helper: it gives way to what the module defines.
        """
        if attribute is not None:
            return self._bind_member(module, attribute, name, export)
        package, _, last = module.rpartition(".")
        if name is None:
            top = module.split(".", 1)[0]
            if self._conflicts(top, top, None):
                name = "_" + module.replace(".", "_")
            else:
                self.whole.setdefault(module, False)
                return module
        if package:
            return self._bind_member(package, last, name, export)
        if name == module:
            self.whole[module] = self.whole.get(module, False) or export
        else:
            self.renamed.add((module, name))
        return name

    def _bind_member(self, module: str, attribute: str, name: "str | None", export: bool) -> str:
        if name is None:
            name = "_" + attribute if self._conflicts(attribute, module, attribute) else attribute
        self.members.setdefault(module, set()).add((attribute, name, export))
        return name

    def hides(self, name: str) -> bool:
        """Whether the innermost class has a member of that name."""
        return bool(self.hidden) and name in self.hidden[-1]

    def _conflicts(self, name: str, module: str, attribute: "str | None") -> bool:
        """Whether the module itself means something else by `name`."""
        if self.hides(name):
            return True
        if name not in self.taken:
            return False
        found = sys.modules.get(module)
        meant = found if attribute is None else getattr(found, attribute, None)
        return meant is None or self.taken[name] is not meant

    def render(self) -> str:
        """Return the import block: standard library, other packages, the module's own package."""
        groups: tuple[list[tuple[str, int, str]], ...] = ([], [], [])
        for module, export in self.whole.items():
            line = f"import {module} as {module}" if export else f"import {module}"
            groups[self._group(module)].append((module, 0, line))
        for module, name in self.renamed:
            groups[self._group(module)].append((module, 0, f"import {module} as {name}"))
        for module, members in self.members.items():
            groups[self._group(module)].append((module, 1, _from_line(module, members)))
        return "\n\n".join("\n".join(line for _, _, line in sorted(group)) for group in groups if group)

    def _group(self, module: str) -> int:
        top = module.split(".", 1)[0]
        if top == self.module.split(".", 1)[0] or not top:  # or a relative import
            return 2
        return 0 if top in STANDARD else 1


def _from_line(module: str, members: "set[tuple[str, str, bool]]") -> str:
    exported = {(attribute, name) for attribute, name, export in members if export}
    items = set()
    for attribute, name, _ in members:
        plain = attribute == name and (attribute, name) not in exported
        items.add(attribute if plain else f"{attribute} as {name}")
    line = f"from {module} import {', '.join(sorted(items))}"
    if len(line) <= LINE:
        return line
    return f"from {module} import (\n    " + ",\n    ".join(sorted(items)) + "\n)"
