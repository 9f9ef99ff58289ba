# SPDX-License-Identifier: BSD-3-Clause
"""What a build command builds: the folders that it names, and whether they mention nanobind."""

import os
from collections.abc import Iterable
from pathlib import Path

MARKS = ("pyproject.toml", "setup.py", "CMakeLists.txt", "meson.build", "Makefile", "makefile", "GNUmakefile")
TEXTS = (".toml", ".cfg", ".py", ".txt", ".cmake", ".build", ".wrap", ".in", ".mk", ".bazel", ".bzl", ".sh")
SOURCES = (".h", ".hpp", ".hxx", ".c", ".cc", ".cpp", ".cxx", ".cu", ".ipp", ".inl", ".md", ".yml", ".ninja")
#: pip's options that take the next word.
WITH_VALUE = {
    *("-w", "--wheel-dir", "-d", "--dest", "-t", "--target", "-r", "--requirement", "-c", "--constraint", "-b"),
    *("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--prefix", "--root", "-C", "--config-settings"),
    *("--no-binary", "--only-binary", "--python", "-p", "--cache-dir", "--build-constraint"),
}
SKIPPED = {".git", ".hg", ".venv", "venv", "node_modules", "__pycache__"}


def is_project(folder: Path) -> bool:
    """Say whether a folder has a build file."""
    return any((folder / mark).is_file() for mark in MARKS)


def folders(command: "list[str]", current: Path) -> "list[Path]":
    """Return the project folders that a command names; the current one if that is a project."""
    found = [current] if is_project(current) else []
    for word in command[1:]:
        named = word[2:] if word.startswith("-S") else word
        path = Path(current, named.partition("[")[0])
        if named and not named.startswith("-") and path.is_dir() and is_project(path):
            found.append(path.resolve())
    return list(dict.fromkeys(found))


def _texts(folder: Path) -> Iterable[Path]:
    for where, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if name not in SKIPPED]
        for name in names:
            if name in MARKS or name.endswith((*TEXTS, *SOURCES)):
                yield Path(where, name)


def mentions_nanobind(folder: Path) -> bool:
    """Say whether a file of the project names nanobind."""
    for path in _texts(folder):
        try:
            if b"nanobind" in path.read_bytes():
                return True
        except OSError:
            continue
    return False


def carried_copies(folder: Path) -> "list[Path]":
    """Return copies of nanobind inside a project."""
    return sorted(
        path.parents[2]
        for path in folder.rglob("include/nanobind/nanobind.h")
        if not SKIPPED.intersection(path.relative_to(folder).parts)
    )


def takes_index(command: "list[str]", current: Path) -> bool:
    """Say whether a pip command is given a requirement that is not a local project."""
    verbs = [place for place, word in enumerate(command) if word in ("install", "wheel", "download")]
    if not verbs:
        return False
    words = command[verbs[0] :]
    named = [word for before, word in zip(words, words[1:]) if before not in WITH_VALUE and not word.startswith("-")]
    return any(not Path(current, word.partition("[")[0]).exists() for word in named)
