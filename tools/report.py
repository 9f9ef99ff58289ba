# SPDX-License-Identifier: BSD-3-Clause
"""What the repository checks share: where the repository is, and how findings are printed."""

import sys
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[1]

#: A check gets the repository's folder and returns one line per finding, the file first.
Check = Callable[[Path], "list[str]"]


def run(check: Check) -> int:
    """Run one check on this repository, print its findings and return the exit code."""
    findings = check(ROOT)
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


def lines(path: Path) -> "list[str]":
    """Return the lines of a text file."""
    return path.read_text(encoding="utf-8").splitlines()
