# SPDX-License-Identifier: BSD-3-Clause
"""Holds the places that must repeat the version against include/suture/version.h."""

import re
import sys
from pathlib import Path

import report

#: Files that cannot read the header themselves, and the line that states the version.
COPIES = {"cmake/suture.pc": r"^Version: (\S+)$"}


def stated(root: Path) -> str:
    """Return the version of the header."""
    text = (root / "include" / "suture" / "version.h").read_text(encoding="utf-8")
    return ".".join(re.findall(r"^#define SUTURE_VERSION_\w+ (\d+)$", text, re.MULTILINE))


def check(root: Path) -> "list[str]":
    """Return the copies that state another version."""
    version = stated(root)
    findings = []
    for name, pattern in COPIES.items():
        text = (root / name).read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        if found is None or found.group(1) != version:
            other = "none" if found is None else found.group(1)
            findings.append(f"{name}: states version {other}, version.h states {version}")
    return findings


if __name__ == "__main__":
    sys.exit(report.run(check))
