# SPDX-License-Identifier: BSD-3-Clause
"""Checks each source file's first line and lists the files that have become two concepts."""

import subprocess
import sys
from pathlib import Path

import report

#: Past this a file is listed; the list is advice and fails nothing.
LONG = 600

SUFFIXES = (".h", ".cpp", ".inc", ".py")
FOLDERS = ("include", "src", "dialects", "conformance", "python", "tools", "bench", "tests")
IDENTIFIER = "SPDX-License-Identifier: BSD-3-Clause"


def tracked(root: Path) -> "list[Path]":
    """Return the source files that git knows or would know, without ignored ones."""
    command = ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z", *FOLDERS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    files = [root / name for name in done.stdout.split("\0") if name.endswith(SUFFIXES)]
    return [path for path in files if path.is_file()]


def long_files(root: Path) -> "list[str]":
    """Return a line for each file that is longer than a file should be."""
    counts = [(len(report.lines(path)), path) for path in tracked(root)]
    return [
        f"{path.relative_to(root)}: {count} lines, more than {LONG}: is it two concepts?"
        for count, path in counts
        if count > LONG
    ]


def check(root: Path) -> "list[str]":
    """Return the files whose first lines lack the licence identifier."""
    findings = []
    for path in tracked(root):
        first = report.lines(path)[:2]
        if first and not any(IDENTIFIER in line for line in first):
            findings.append(f"{path.relative_to(root)}:1: begin with '{IDENTIFIER}'")
    return findings


if __name__ == "__main__":
    for warning in long_files(report.ROOT):
        print(f"note: {warning}")
    sys.exit(report.run(check))
