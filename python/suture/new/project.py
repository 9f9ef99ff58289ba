# SPDX-License-Identifier: BSD-3-Clause
"""Checks a project name and writes the template under it. Builds nothing."""

import keyword
import re
import sys
from pathlib import Path

from ..layout import version

#: Every file of the template and where it goes; `@NAME@` in a path or a text is replaced.
FILES = {
    "CMakeLists.txt.in": "CMakeLists.txt",
    "README.md.in": "README.md",
    "core.cpp.in": "src/@NAME@/_core.cpp",
    "gitignore.in": ".gitignore",
    "init.py.in": "src/@NAME@/__init__.py",
    "py.typed.in": "src/@NAME@/py.typed",
    "pyproject.toml.in": "pyproject.toml",
    "test.py.in": "tests/test_@NAME@.py",
}


class NewProjectError(ValueError):
    """The project cannot be created; the message is one line that says what to do."""


def check_name(name: str) -> None:
    """Raise NewProjectError unless `name` can be a package, a distribution and a CMake project."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or name.endswith("_"):
        words = "_".join(re.findall(r"[A-Za-z0-9]+", name)).lstrip("0123456789_")
        hint = f", try {words!r}" if words and words != name and _reserved(words) is None else ""
        raise NewProjectError(
            f"{name!r} cannot be a package name: use ASCII letters, digits and inner underscores, a letter first{hint}"
        )
    reason = _reserved(name)
    if reason is not None:
        raise NewProjectError(f"{name!r} cannot be a package name: {reason}, choose another")


def _reserved(name: str) -> "str | None":
    """Say why a well-formed name is taken, or return None."""
    if keyword.iskeyword(name) or name in getattr(keyword, "softkwlist", ()):
        return "it is a Python keyword"
    if name.lower() == "suture":
        return "it is this library's"
    # `test` is absent from the list but shadows the standard package of that name all the same.
    if name in getattr(sys, "stdlib_module_names", sys.builtin_module_names) or name == "test":
        return "the standard library has a module of that name"
    return None


def create_project(name: str, parent: "Path | None" = None) -> Path:
    """Create the folder `name` under `parent` (the current folder by default) and return it."""
    check_name(name)
    folder = Path(name) if parent is None else parent / name
    templates = Path(__file__).parent / "templates"
    major, minor = version().split(".")[:2]
    try:
        folder.mkdir()
        for template, target in FILES.items():
            text = (templates / template).read_text(encoding="utf-8")
            path = folder / target.replace("@NAME@", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = text.replace("@NAME@", name).replace("@SUTURE@", f"{major}.{minor}")
            path.write_text(text, encoding="utf-8")
    except FileExistsError:
        raise NewProjectError(f"{str(folder)!r} exists, choose another name or remove it") from None
    except OSError as error:
        raise NewProjectError(f"cannot create {str(folder)!r}: {error.strerror}") from None
    return folder
