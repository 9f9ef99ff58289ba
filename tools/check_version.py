# SPDX-License-Identifier: BSD-3-Clause
"""Holds the places that must repeat a version against each other.

Suture's own is stated in include/suture/version.h, the release that the nanobind dialect reports in its
Python package.
"""

import re
import sys
from pathlib import Path

import report

#: Files that cannot read the header themselves, and the line that states the version.
COPIES = {"cmake/suture.pc": r"^Version: (\S+)$"}

#: Where the dialect states the release that it reports, the first by definition.
NANOBIND = {
    "dialects/nanobind/python/nanobind/__init__.py": r'^__version__ = .* "([^"]+)"$',
    "dialects/nanobind/cmake/nanobind-config-version.cmake": r"^  set\(NB_DIALECT_VERSION (\S+)\)$",
    "dialects/nanobind/cmake/nanobind.pc": r"^Version: (\S+)$",
    "dialects/nanobind/CMakeLists.txt": r"^project\(nanobind VERSION (\S+) ",
    "python/suture/swap/standin.py": r'"([^"]+)"\),\n\)$',
}


def stated(root: Path) -> str:
    """Return the version of the header."""
    text = (root / "include" / "suture" / "version.h").read_text(encoding="utf-8")
    return ".".join(re.findall(r"^#define SUTURE_VERSION_\w+ (\d+)$", text, re.MULTILINE))


def found(root: Path, name: str, pattern: str) -> str:
    """Return the version that a file states, or 'none'."""
    path = root / name
    match = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE) if path.is_file() else None
    return match.group(1) if match else "none"


def check(root: Path) -> "list[str]":
    """Return the copies that state another version."""
    version = stated(root)
    copies = {name: found(root, name, pattern) for name, pattern in COPIES.items()}
    findings = [
        f"{name}: states version {other}, version.h states {version}"
        for name, other in copies.items()
        if other != version
    ]
    if not (root / "dialects" / "nanobind").is_dir():
        return findings
    releases = {name: found(root, name, pattern) for name, pattern in NANOBIND.items()}
    first, release = next(iter(releases.items()))
    return findings + [
        f"{name}: states release {other}, {first} states {release}"
        for name, other in releases.items()
        if other != release
    ]


if __name__ == "__main__":
    sys.exit(report.run(check))
