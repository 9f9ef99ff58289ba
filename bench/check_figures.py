# SPDX-License-Identifier: BSD-3-Clause
"""Fails where README's measured table is not what the committed JSON gives: `python bench/check_figures.py`."""

from __future__ import annotations

import difflib
import sys

import summary
import table
from toolchain import BenchError


def main() -> int:
    """0 where they agree, 1 with the differing lines, 2 where they cannot be compared."""
    try:
        if not table.README.is_file():
            raise BenchError("README.md is missing")
        written = table.current_block(table.README.read_text())
        measured = table.block(summary.read(table.LATEST))
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if written == measured:
        return 0
    print("README.md differs from bench/results/latest.json: run python bench/table.py", file=sys.stderr)
    lines = difflib.unified_diff(written.splitlines(), measured.splitlines(), "README.md", "latest.json", n=0)
    print("\n".join(lines), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
