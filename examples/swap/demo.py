# SPDX-License-Identifier: BSD-3-Clause
"""Builds a published nanobind package twice, unmodified: with nanobind, and with Suture in its place. Compares them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "conformance"))

from published import (  # noqa: E402
    FOLDER,
    PACKAGES,
    NeedsError,
    Package,
    check_machine,
    fetch,
    install,
    own_tests,
    python,
    unpack,
)

#: 86 classes with 3,800 methods, written by a generator, and the C library that they wrap.
NAME = "islpy"
WORK = FOLDER / "demo"
LABELS = {"nanobind": "nanobind", "suture": "Suture"}
started = time.monotonic()


def say(text: str) -> None:
    """Print a progress line."""
    print(f"[{time.monotonic() - started:5.1f} s] {text}", flush=True)


def compared(source: Path, kept: Path) -> str:
    """Build both with `suture swap --compare`; return its table. What is built stays in `kept`."""
    build = [str(python()), "-m", "pip", "wheel", "-q", "--no-deps", "-w", "dist", "."]
    command = [sys.executable, "-m", "suture", "swap", "--compare", "--keep", str(kept), "--", *build]
    say(f"suture swap --compare -- pip wheel {source.name}")
    env = {**os.environ, "PATH": os.pathsep.join([str(python().parent), os.environ["PATH"]])}
    done = subprocess.run(command, cwd=source, env=env, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise NeedsError(f"the build ended with exit status {done.returncode}, see above")
    return done.stdout


def tested(package: Package, source: Path, kept: Path) -> dict[str, dict[str, int]]:
    """Run the package's own tests on both builds; return the counts of their outcomes."""
    counts = {}
    for label, name in LABELS.items():
        say(f"running {package.name}'s own tests on what was built with {name}")
        wheel = next((kept / label).rglob("*.whl"))
        counts[label], last = own_tests(package, source, wheel, WORK / label)
        if not counts[label].get("passed"):
            raise NeedsError(f"{package.name}'s own tests did not run: {last}")
    return counts


def show(table: str, counts: dict[str, dict[str, int]]) -> None:
    """Print the table, with a row for each outcome of the tests."""
    print("\n" + table.rstrip("\n"))
    for outcome in ("passed", "failed", "errors", "skipped"):
        row = [counts[label].get(outcome, 0) for label in LABELS]
        if any(row):
            print(f"{'its own tests, ' + outcome:<44}" + "".join(f"{count:>14,}" for count in row))
    print()


def main() -> int:
    """Run the demonstration; 1 if fewer tests pass with Suture."""
    package = next(package for package in PACKAGES if package.name == NAME)
    check_machine()
    say(f"getting {package.name} {package.version}'s source distribution, and what it is built and tested with")
    install(python(), *package.needs)
    shutil.rmtree(WORK, ignore_errors=True)
    source = unpack(fetch(package), WORK / "source")
    table = compared(source, WORK / "kept")
    counts = tested(package, source, WORK / "kept")
    show(table, counts)
    say("done: the same sources, not a line changed")
    return int(counts["suture"].get("passed", 0) < counts["nanobind"]["passed"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NeedsError as error:
        print(f"demo: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
