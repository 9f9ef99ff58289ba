# SPDX-License-Identifier: BSD-3-Clause
"""Imports one module in a fresh interpreter and prints what that cost: `import_probe.py FOLDER [MODULE]`."""

from __future__ import annotations

import sys
import time

FIELDS = {"VmRSS:": "resident_kb", "VmData:": "data_kb"}


def memory() -> dict[str, float]:
    """Kilobytes of this process; zeros where the system does not tell them."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            lines = [line.split() for line in file]
    except OSError:
        return dict.fromkeys(FIELDS.values(), 0)
    return {FIELDS[line[0]]: int(line[1]) for line in lines if line and line[0] in FIELDS}


def main() -> None:
    """Measure around the import; nothing that the import could need is loaded before."""
    folder, module = sys.argv[1:]
    sys.path.insert(0, folder)
    before = memory()
    start = time.perf_counter()
    if module:
        __import__(module)
    elapsed = time.perf_counter() - start
    after = memory()
    figures = {"import_ms": elapsed * 1e3, **{name: after[name] - before[name] for name in before}}
    text = ", ".join(f'"{name}": {value}' for name, value in figures.items())
    print("{" + text + "}")


if __name__ == "__main__":
    main()
