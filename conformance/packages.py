# SPDX-License-Identifier: BSD-3-Clause
"""Builds published packages unmodified, with nanobind and swapped to Suture, and runs their own tests.

    python conformance/packages.py [--baseline] [NAME...]

The source distributions come from the package index, pinned by hash, into build/packages/. Each is
built to a wheel in a fresh copy by pip with build isolation; `--baseline` builds with nanobind alone.
Prints a table, writes build/packages/results.json, and fails if Suture does worse than nanobind.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "conformance")]

from published import (  # noqa: E402
    FOLDER,
    PACKAGES,
    NeedsError,
    Package,
    fetch,
    install,
    own_tests,
    python,
    tool_environment,
    unpack,
)
from suture.swap import environment, extensions, standin  # noqa: E402
from suture.swap.command import run  # noqa: E402


@dataclass
class Result:
    """What became of one package with one binder."""

    built: bool = False
    seconds: float = 0
    compiling: float = 0
    megabytes: float = 0
    #: Stripped bytes of each extension module.
    sizes: dict[str, int] = field(default_factory=dict)
    #: Whether each extension module has Suture inside.
    swapped: dict[str, bool] = field(default_factory=dict)
    #: Outcomes of the package's own tests: passed, failed, skipped, errors.
    tests: dict[str, int] = field(default_factory=dict)
    note: str = ""


def build(package: Package, swapped: bool) -> Result:
    """Build a package in a fresh copy and run its tests."""
    label = "suture" if swapped else "nanobind"
    install(python(), *package.needs)
    work = FOLDER / "work" / f"{package.name}-{label}"
    source = unpack(fetch(package), work)
    session = work / "session"
    session.mkdir()
    variables = {}
    if swapped:
        os.environ["PATH"] = tool_environment()["PATH"]
        variables = environment.swapped(session)
    else:
        # The same releases as the stand-ins': a later one would be compared with something else.
        lines = [standin.CONSTRAINT, *([f"nanobind{package.nanobind}"] if package.nanobind else [])]
        (session / "constraint.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        variables = {"PIP_CONSTRAINT": str(session / "constraint.txt"), **tool_environment()}
        variables["PIP_BUILD_CONSTRAINT"] = variables["PIP_CONSTRAINT"]
    # A wheel of a folder is in no cache, so that both may share the downloads.
    variables["PIP_CACHE_DIR"] = str(FOLDER / "pip-cache")
    command = [str(python()), "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(work / "dist"), str(source)]
    print(f"{package.name} {package.version}: building with {label}", flush=True)
    done = run(command, work, variables, session)
    wheels = sorted((work / "dist").glob("*.whl"))
    if done.code or not wheels:
        return Result(note=f"the build ended with exit code {done.code}")
    modules = extensions.found([work / "dist"], 0)
    print(f"{package.name} {package.version}: running its tests", flush=True)
    tests, last = own_tests(package, source, wheels[0], work)
    return Result(
        True,
        done.seconds,
        done.compiling,
        done.compiler_megabytes,
        {module.name.partition(".")[0]: extensions.stripped_size(module) for module in modules},
        {module.name.partition(".")[0]: module.ours for module in modules},
        tests,
        "" if tests.get("passed") else last,
    )


def outcome(result: Result) -> str:
    """Return the tests' counts in words."""
    if not result.built:
        return f"not built: {result.note}"
    return ", ".join(f"{count} {word}" for word, count in result.tests.items()) or result.note


def table(results: dict[str, dict[str, Result]]) -> str:
    """Return the table of all packages, a row each and a binder a line."""
    head = f"{'':22}{'':10}{'build':>9}{'compilers':>11}{'memory':>9}{'stripped':>12}  own tests"
    units = f"{'':22}{'':10}{'CPU s':>9}{'CPU s':>11}{'MB':>9}{'bytes':>12}"
    rows = [head, units]
    for name, by_binder in results.items():
        for binder, result in by_binder.items():
            figures = f"{result.seconds:>9.1f}{result.compiling:>11.1f}{result.megabytes:>9.0f}"
            size = f"{sum(result.sizes.values()):>12,}"
            mark = " (NOT swapped)" if binder == "suture" and result.built and not all(result.swapped.values()) else ""
            rows.append(f"{name:22}{binder:10}{figures}{size}  {outcome(result)}{mark}")
    return "\n".join(rows)


def worse(by_binder: dict[str, Result]) -> bool:
    """Say whether a package does worse with Suture: not built, not swapped, or fewer tests pass."""
    ours = by_binder.get("suture")
    if ours is None:
        return not by_binder["nanobind"].built
    if not ours.built or not ours.swapped or not all(ours.swapped.values()):
        return True
    bad = ours.tests.get("failed", 0) + ours.tests.get("error", 0) + ours.tests.get("errors", 0)
    theirs = by_binder["nanobind"].tests
    return ours.tests.get("passed", 0) < theirs.get("passed", 0) or bad > theirs.get("failed", 0)


def main() -> int:
    """Build what the command line names, all packages by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help="packages (default: all)")
    parser.add_argument("--baseline", action="store_true", help="with nanobind alone")
    options = parser.parse_args()
    unknown = set(options.names) - {package.name for package in PACKAGES}
    if unknown:
        known = ", ".join(package.name for package in PACKAGES)
        parser.error(f"unknown package {', '.join(sorted(unknown))}, known: {known}")
    chosen = [package for package in PACKAGES if not options.names or package.name in options.names]
    binders = ["nanobind"] if options.baseline else ["nanobind", "suture"]
    results: dict[str, dict[str, Result]] = {}
    try:
        for package in chosen:
            label = f"{package.name} {package.version}"
            results[label] = {binder: build(package, binder == "suture") for binder in binders}
    except NeedsError as error:
        print(f"packages: {error}", file=sys.stderr)
        return 2
    print("\n" + table(results))
    document = {label: {binder: asdict(item) for binder, item in row.items()} for label, row in results.items()}
    (FOLDER / "results.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return int(any(worse(row) for row in results.values()))


if __name__ == "__main__":
    sys.exit(main())
