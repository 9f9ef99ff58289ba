# SPDX-License-Identifier: BSD-3-Clause
"""What builds ask of the package nanobind, answered with Suture's folders.

It is on the path only where Suture stands in for nanobind: never installed into an environment of
the user's. A copy made by `suture swap` has a file beside this one that names Suture's folder.
"""

import os
from pathlib import Path

__all__ = ["__version__", "cmake_dir", "include_dir", "source_dir"]


def _beside(name: str) -> "str | None":
    """Return the text of a file beside this one, or None."""
    path = Path(__file__).with_name(name)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def _home() -> Path:
    """Return the folder of the dialect, with `include/`, `cmake/`, `src/` and `stubgen.py`."""
    log = os.environ.get("SUTURE_SWAP_LOG")
    if log:  # `suture swap` wants to know whether anybody asked
        with Path(log).open("a", encoding="utf-8") as file:
            file.write("asked in Python\n")
    named = _beside("suture-home.txt")
    return Path(named) if named else Path(__file__).resolve().parents[2]


__version__ = _beside("suture-version.txt") or "3.1.0"


def include_dir() -> str:
    """Return the folder of the headers `<nanobind/...>`."""
    home = _home()
    copied = Path(__file__).resolve().parent / "include"
    return str(copied if copied.is_dir() else home / "include")


def cmake_dir() -> str:
    """Return the folder of `nanobind-config.cmake`."""
    home = _home()
    copied = Path(__file__).resolve().parent / "cmake"
    return str(copied if copied.is_dir() else home / "cmake")


def source_dir() -> str:
    """Return the folder of `nb_combined.cpp`, for builds that compile the runtime by hand."""
    return str(_home() / "src")
