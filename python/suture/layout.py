# SPDX-License-Identifier: BSD-3-Clause
"""Where Suture's files are and which version they state, for a wheel and for a checkout alike.

Imports nothing of the package: the build backend loads this file by itself to learn the version.
"""

import re
from pathlib import Path


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


def cmake_dir() -> str:
    """Return the folder with ``suture-config.cmake``, for ``CMAKE_PREFIX_PATH`` or ``suture_DIR``."""
    return str(root() / "cmake")


def pkgconfig_dir() -> str:
    """Return the folder with ``suture.pc``, for ``PKG_CONFIG_PATH``."""
    return str(root() / "cmake")


def sources() -> "list[str]":
    """Return the runtime's source files: compile them into an extension beside its own.

    They need the same include paths and macros as the extension (`suture --cflags`).
    """
    return [str(root() / "src" / "suture.cpp")]
