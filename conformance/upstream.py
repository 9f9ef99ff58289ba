# SPDX-License-Identifier: BSD-3-Clause
"""Builds nanobind's own test suites against the dialect and runs them.

    python conformance/upstream.py [--release VERSION] [--representative] [--update] [MODULE...]

Each suite comes from a released source distribution, pinned by hash, into build/packages/. Prints
passed, failed, skipped and excluded tests per file and fails if a test that passed before fails, or one
that is known to fail passes: `failing/` has a list of those per release, and `--update` writes it.
suite.py says what is excluded and why.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from published import FOLDER, NeedsError, fetch, unpack  # noqa: E402
from suite import SUITES, Suite  # noqa: E402

NOT_BUILT = "(does not build)"

PROJECT = """\
cmake_minimum_required(VERSION 3.20)
project(upstream LANGUAGES CXX)
find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(nanobind {asked} CONFIG REQUIRED)
set(NB_TEST_FREE_THREADED ON)
add_subdirectory(tests)
"""


@dataclass
class Outcome:
    """What became of one test file."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    excluded: int = 0


def prepare(suite: Suite) -> Path:
    """Return the unpacked suite with its project file, without what is not built."""
    top = unpack(fetch(suite.release), FOLDER / "work" / suite.name)
    for name, _ in suite.emptied:
        (top / "tests" / name).write_text("", encoding="utf-8")
    for cut in suite.cuts:
        path = top / "tests" / cut.file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        first = next(i for i, line in enumerate(lines) if cut.first in line)
        last = next(i for i in range(first, len(lines)) if lines[i].startswith(cut.last))
        path.write_text("".join(lines[:first] + lines[last + 1 :]), encoding="utf-8")
    (top / "CMakeLists.txt").write_text(PROJECT.format(asked=suite.asked), encoding="utf-8")
    return top


def build(suite: Suite, modules: list[str]) -> Path:
    """Configure and build; what does not compile is left out. Return the folder with the modules."""
    top = prepare(suite)
    folder = top / "build"
    dialect = ROOT / "dialects" / "nanobind" / "cmake"
    configure = ["cmake", "-S", str(top), "-B", str(folder), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"]
    configure += [f"-DPython_EXECUTABLE={sys.executable}", f"-Dnanobind_DIR={dialect}"]
    eigen = Path(sysconfig.get_path("purelib")) / "cmeel.prefix" / "share" / "eigen3" / "cmake"
    if eigen.exists():  # of the package cmeel-eigen; else the system's
        configure.append(f"-DEigen3_DIR={eigen}")
    log = FOLDER / f"{suite.name}.log"
    with log.open("w", encoding="utf-8") as out:
        if subprocess.run(configure, stdout=out, stderr=subprocess.STDOUT).returncode:
            raise NeedsError(f"the suite could not be configured: see {log}")
        targets = [f"test_{module}_ext" for module in modules] or ["all"]
        for target in targets:
            command = ["cmake", "--build", str(folder), "--target", target, "--", "-k", "0"]
            subprocess.run(command, stdout=out, stderr=subprocess.STDOUT)
        copies = ["cmake", "--build", str(folder), "--target", "copy-tests"]
        if subprocess.run(copies, stdout=out, stderr=subprocess.STDOUT).returncode:
            raise NeedsError(f"the suite's files could not be copied: see {log}")
    return folder / "tests"


def run(suite: Suite, tests: Path, name: str) -> Outcome:
    """Run one test file."""
    outcome = Outcome()
    left_out = [item.name for item in suite.excluded if item.file == name]
    outcome.excluded = len(left_out)
    if "" in left_out:
        return outcome
    report = tests / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "isolate", f"--junit-xml={report}"]
    command += [f"--rootdir={tests}", "-c", os.devnull]
    command += [f"--deselect={name}::{test}" for test in left_out]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tests), str(HERE)))}
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run([*command, name], cwd=tests, env=environment, capture_output=True, timeout=900)
    if not report.exists():
        outcome.failed.append("(crashes)")
        return outcome
    for case in ElementTree.parse(report).iter("testcase"):
        test = str(case.get("name"))
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed.append(test if case.get("classname") else NOT_BUILT)
        elif case.find("skipped") is not None:
            outcome.skipped.append(test)
        else:
            outcome.passed.append(test)
    return outcome


def table(outcomes: dict[str, Outcome]) -> str:
    """Return a row per file and a total."""
    rows = [f"{'':28}{'passed':>8}{'failed':>8}{'skipped':>9}{'excluded':>10}"]
    total = [0, 0, 0, 0]
    for name, outcome in outcomes.items():
        counts = [len(outcome.passed), len(outcome.failed), len(outcome.skipped), outcome.excluded]
        total = [a + b for a, b in zip(total, counts)]
        note = "  " + NOT_BUILT if NOT_BUILT in outcome.failed else ""
        rows.append(f"{name:28}{counts[0]:>8}{counts[1]:>8}{counts[2]:>9}{counts[3]:>10}{note}")
    rows.append(f"{'all':28}{total[0]:>8}{total[1]:>8}{total[2]:>9}{total[3]:>10}")
    return "\n".join(rows)


def known(failing: Path) -> dict[str, str]:
    """Return what is known to fail, as file::test, and why."""
    lines = failing.read_text(encoding="utf-8").splitlines()
    entries = (line.partition(" # ") for line in lines if line.strip() and not line.startswith("#"))
    return {test.strip(): reason.strip() for test, _, reason in entries}


def compare(failing: Path, outcomes: dict[str, Outcome], update: bool) -> int:
    """Hold the outcomes against the list of failing tests, whose reasons are printed; 1 if they differ."""
    failed = {f"{name}::{test}" for name, outcome in outcomes.items() for test in outcome.failed}
    reasons = known(failing)
    before = {item for item in reasons if item.partition("::")[0] in outcomes}
    for item in sorted(failed & before):
        print(f"failed {item}: {reasons[item] or 'no reason given'}")
    if update:
        head = f"# Tests of {failing.stem} that fail with the dialect today; upstream.py --update writes them.\n"
        listed = sorted(failed | (set(reasons) - before))
        lines = (f"{item} # {reasons[item]}" if reasons.get(item) else item for item in listed)
        failing.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return 0
    for item in sorted(failed - before):
        print(f"fails now: {item}")
    for item in sorted(before - failed):
        print(f"passes now, take it out of {failing.name}: {item}")
    return int(failed != before)


def check(suite: Suite, modules: list[str], update: bool) -> int:
    """Build and run one suite, all of it if no module is named; 1 if the outcome is not the known one."""
    tests = build(suite, modules)
    names = [f"test_{module}.py" for module in modules] or sorted(path.name for path in tests.glob("test_*.py"))
    outcomes = {}
    for name in names:
        print(f"{suite.name}: running {name}", flush=True)
        outcomes[name] = run(suite, tests, name)
    print(f"\n{suite.name}\n{table(outcomes)}")
    for cut in suite.cuts:
        print(f"cut from {cut.file}: {cut.reason}")
    for file, reason in suite.emptied:
        print(f"emptied {file}: {reason}")
    for item in suite.excluded:
        if item.file in outcomes:
            print(f"excluded {item.file} {item.name or '(all)'}: {item.reason}")
    return compare(HERE / "failing" / f"{suite.name}.txt", outcomes, update)


def main() -> int:
    """Build and run what the command line names, all of every release by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as functions (default: all)")
    releases = [suite.release.version for suite in SUITES]
    parser.add_argument("--release", choices=releases, help="the suite of one release (default: of each)")
    parser.add_argument("--representative", action="store_true", help="only what CI runs")
    parser.add_argument("--update", action="store_true", help="write the lists of failing tests")
    options = parser.parse_args()
    worst = 0
    for suite in SUITES:
        if options.release in (None, suite.release.version):
            modules = list(options.modules) or (list(suite.representative) if options.representative else [])
            try:
                worst = max(worst, check(suite, modules, options.update))
            except NeedsError as error:
                print(f"upstream: {error}", file=sys.stderr)
                return 2
    return worst


if __name__ == "__main__":
    sys.exit(main())
