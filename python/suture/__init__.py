# SPDX-License-Identifier: BSD-3-Clause
"""Suture joins C++ to Python.

This package holds what a build needs - headers, runtime sources, CMake files - and the command
`suture`. Extensions built with Suture do not import it.
"""

from .layout import LayoutError, cmake_dir, include_dir, pkgconfig_dir, sources, version

__version__: str

__all__ = [
    "LayoutError",
    "__version__",
    "cmake_dir",
    "include_dir",
    "pkgconfig_dir",
    "sources",
]


def __getattr__(name: str) -> str:
    """Read the version when it is asked for: importing must not fail where headers are missing."""
    if name == "__version__":
        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
