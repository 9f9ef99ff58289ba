# SPDX-License-Identifier: BSD-3-Clause
"""Measures Suture beside nanobind, pybind11, hand-written C and Cython, in one run: `python bench/run.py --help`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import backends
import build
import calls
import chart
import header
import imports
import summary
import toolchain
import workloads
from progress import say
from toolchain import BENCH, ROOT, BenchError

QUESTIONS = ("build", "header", "import", "calls", "arrays")
PEERS = {"nanobind": "nanobind", "pybind11": "pybind11", "cython": "Cython"}
LATEST = BENCH / "results" / "latest.json"


def main(argv: Sequence[str]) -> int:
    """Run the questions that were asked for; 2 with one line where that cannot be done."""
    try:
        options = _parse(argv)
        _enter_environment(options, argv)
        results = _measure(options)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    target = options.json or _default_target(options, results)
    summary.write(results, target)
    chart.draw(results, target.with_suffix(".png"))
    summary.show(results)
    print(f"written: {os.path.relpath(target)}")
    return 0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other error of the benchmark."""

    def error(self, message: str) -> NoReturn:
        raise BenchError(f"{message} (python bench/run.py --help lists the options)")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="bench/run.py", description=__doc__)
    names = "a comma-separated choice of "
    parser.add_argument("--only", type=_choice(QUESTIONS), default=QUESTIONS, help=names + ", ".join(QUESTIONS))
    parser.add_argument("--backends", type=_choice(backends.NAMES), help=names + ", ".join(backends.NAMES))
    parser.add_argument(
        "--workloads",
        type=_choice(workloads.NAMES),
        default=workloads.NAMES,
        help=names + ", ".join(workloads.NAMES),
    )
    parser.add_argument("--compiler", action="append", default=[], help="a C++ compiler; may be repeated")
    parser.add_argument(
        "--python", action="append", default=[], help="measure calls on this interpreter; may be repeated"
    )
    parser.add_argument("--quick", action="store_true", help="smaller workloads, to try the benchmark itself")
    parser.add_argument("--json", type=Path, help="where results go; the default is bench/results/latest.json "
                        "for a whole run and build/bench/partial.json for any other")  # fmt: skip
    parser.add_argument("--build-dir", type=Path, default=ROOT / "build" / "bench", help="for compiled modules")
    return parser.parse_args(argv)


def _choice(allowed: Sequence[str]) -> Any:
    def parse(text: str) -> tuple[str, ...]:
        given = tuple(part.strip() for part in text.split(",") if part.strip())
        wrong = [part for part in given if part not in allowed]
        if wrong or not given:
            raise argparse.ArgumentTypeError(f"{text!r} is not a choice of {', '.join(allowed)}")
        return given

    return parse


def _default_target(options: argparse.Namespace, results: dict[str, Any]) -> Path:
    whole = (
        not options.quick
        and set(options.only) == set(QUESTIONS)
        and set(options.workloads) == set(workloads.NAMES)
        and not options.compiler
        and set(backends.NAMES) <= set(results["versions"])
    )
    return LATEST if whole else Path(options.build_dir) / "partial.json"


def _enter_environment(options: argparse.Namespace, argv: Sequence[str]) -> None:
    """Continue in an environment of the benchmark's own where this interpreter lacks a peer that is wanted."""
    wanted = [PEERS[name] for name in options.backends or backends.NAMES if name in PEERS]
    if all(importlib.util.find_spec(package) for package in wanted):
        return
    home = Path(options.build_dir).resolve() / "venv"
    python = home / "bin" / "python"
    if Path(sys.prefix).resolve() == home:
        raise BenchError(f"{home.name} lacks {', '.join(wanted)}: remove {os.path.relpath(home)} and run again")
    if not python.is_file():
        say("setup", f"making an environment with the latest {', '.join(PEERS.values())} from the package index")
        venv.create(home, with_pip=True)
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--upgrade"]
    done = subprocess.run([*command, *PEERS.values(), "matplotlib"], capture_output=True, check=False)
    if done.returncode:
        raise BenchError("the package index cannot be reached: install nanobind, pybind11 and Cython yourself")
    if not options.python:
        argv = [*argv, "--python", sys.executable]
    os.execv(python, [str(python), str(Path(__file__).resolve()), *argv])


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    chosen = _backends(options)
    compilers = toolchain.find_compilers(options.compiler)
    pythons = [toolchain.find_interpreter(name) for name in options.python]
    pythons = pythons or [toolchain.current_interpreter()]
    folder = Path(options.build_dir).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    small = [load for load in workloads.all_workloads(options.quick) if load.name in options.workloads]
    native = [backend for backend in chosen if backend.name != "cython"]
    results: dict[str, Any] = {"quick": options.quick, "versions": _versions(chosen, compilers)}
    results["python"] = pythons[0].version
    if "header" in options.only:
        results["header"] = header.measure(chosen, compilers, pythons[0], folder)
    if {"build", "import"} & set(options.only):
        # The import question needs the modules of the first compiler, whoever else was asked about.
        used = compilers if "build" in options.only else compilers[:1]
        results["build"] = build.measure(native, small, used, pythons[0], folder)
    if "import" in options.only:
        results["import"] = imports.measure(native, small, compilers[0], pythons[0], folder)
    if "calls" in options.only:
        results["calls"] = calls.measure(chosen, pythons, compilers[0], folder)
    if "arrays" in options.only:
        results["arrays"] = calls.measure_arrays(chosen, pythons, compilers[0], folder)
    return results


def _backends(options: argparse.Namespace) -> list[backends.Backend]:
    if options.backends:
        return backends.find(options.backends)
    found = backends.available()
    for name in backends.NAMES:
        if name not in found:
            say("setup", f"{name} is not here: left out")
    return backends.find(found)


def _versions(chosen: Sequence[backends.Backend], compilers: Sequence[toolchain.Compiler]) -> dict[str, str | None]:
    return {
        **{backend.name: backend.version for backend in chosen},
        **{compiler.name: compiler.version for compiler in compilers},
        "valgrind": toolchain.tool_version("valgrind"),
        "system": f"{platform.system()} {platform.machine()}",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
