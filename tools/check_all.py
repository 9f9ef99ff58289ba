# SPDX-License-Identifier: BSD-3-Clause
"""Runs the repository's own checks that need no compiler, and prints every finding."""

import sys
from pathlib import Path

import check_cmake_sources
import check_files
import check_format
import check_headers
import check_version
import include_snippets
import report

CHECKS: "tuple[report.Check, ...]" = (
    check_cmake_sources.check,
    check_files.check,
    check_format.check,
    check_headers.check,
    check_version.check,
    include_snippets.check,
)


def check(root: Path) -> "list[str]":
    """Return the findings of all checks."""
    return [finding for one in CHECKS for finding in one(root)]


if __name__ == "__main__":
    for warning in check_files.long_files(report.ROOT):
        print(f"note: {warning}")
    sys.exit(report.run(check))
