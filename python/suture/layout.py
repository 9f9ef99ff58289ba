# SPDX-License-Identifier: BSD-3-Clause
"""Where Suture's files are and which version they state, for a wheel and for a checkout alike.

Imports nothing of the package: the build backend loads this file by itself to learn the version.
"""

import re
from pathlib import Path

#: What a build may speak: Suture's own names, or another library's.
DIALECTS = ("native", "nanobind")


class LayoutError(RuntimeError):
    """The installation is incomplete; the message says what is missing and what to do."""


def root() -> Path:
    """Return the folder that holds `include/`, `src/` and `cmake/`.

    In a wheel that is the package itself, in a checkout the top of the repository.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package, package.parents[1]):
        if (candidate / "include" / "suture" / "version.h").is_file():
            return candidate
    raise LayoutError(f"no suture headers beside {package}: the installation is incomplete, reinstall suture")


def version() -> str:
    """Return the version that `suture/version.h` states, such as ``0.1.0``."""
    header = root() / "include" / "suture" / "version.h"
    text = header.read_text(encoding="utf-8")
    parts = []
    for name in ("MAJOR", "MINOR", "PATCH"):
        found = re.search(rf"^#define SUTURE_VERSION_{name} (\d+)$", text, re.MULTILINE)
        if found is None:
            raise LayoutError(f"{header} does not define SUTURE_VERSION_{name}, reinstall suture")
        parts.append(found.group(1))
    return ".".join(parts)


def include_dir() -> str:
    """Return the folder to put on the compiler's include path for ``<suture/suture.h>``."""
    return str(root() / "include")


def dialect_dir(dialect: str) -> Path:
    """Return the folder of a dialect, with `include/`, `cmake/` and `python/`."""
    folder = root() / "dialects" / dialect
    if not (folder / "include").is_dir():
        raise LayoutError(
            f"no dialect {dialect!r} in {folder.parent}: the installation is incomplete, reinstall suture"
        )
    return folder


def dialect_include_dirs(dialect: str = "native") -> "list[str]":
    """Return what comes before `include_dir` on the include path: nothing for the native names."""
    return [] if dialect == "native" else [str(dialect_dir(dialect) / "include")]


def cmake_dir(dialect: str = "native") -> str:
    """Return the folder with ``suture-config.cmake``, for ``CMAKE_PREFIX_PATH`` or ``suture_DIR``.

    For a dialect it is the folder with that library's, ``nanobind-config.cmake`` for example.
    """
    return str((root() if dialect == "native" else dialect_dir(dialect)) / "cmake")


def pkgconfig_dir() -> str:
    """Return the folder with ``suture.pc``, for ``PKG_CONFIG_PATH``."""
    return str(root() / "cmake")


def sources() -> "list[str]":
    """Return the runtime's source files: compile them into an extension beside its own.

    They need the same include paths and macros as the extension (`suture --cflags`).
    """
    return [str(root() / "src" / "suture.cpp")]
