# SPDX-License-Identifier: BSD-3-Clause
"""Compilers, interpreters and child processes whose cost is measured; knows nothing of any binding library."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent


class BenchError(Exception):
    """A condition that the user can mend; its text is the one line that is printed."""


@dataclass(frozen=True)
class Cost:
    """What one child process and its own children used."""

    seconds: float  # user + system CPU time
    megabytes: float  # peak resident memory of the largest process


@dataclass(frozen=True)
class Compiler:
    """One C++ compiler and the C compiler of the same family."""

    name: str  # "g++" or "clang++"
    cxx: str
    cc: str
    version: str


@dataclass(frozen=True)
class Interpreter:
    """One CPython: where it is, what it is called, where its headers are."""

    path: str
    version: str
    minor: str
    include: str
    suffix: str


def run_measured(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Run a compiler or linker; raise BenchError with its first error line where it fails."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        assert child.stderr is not None
        errors = child.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise BenchError(f"{Path(command[0]).name} failed: {_first_error(errors)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run_text(command: Sequence[str], env: dict[str, str] | None = None) -> str:
    """The standard output of a command; raise BenchError with its last error line where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise BenchError(f"{Path(command[0]).name} failed: {lines[-1]}")
    return done.stdout


def find_compilers(wanted: Sequence[str]) -> list[Compiler]:
    """The compilers asked for, or without a wish g++ and the newest clang++ that are installed."""
    if wanted:
        return [_compiler(name) for name in wanted]
    found = [_compiler("g++")] if shutil.which("g++") else []
    for name in ["clang++", *(f"clang++-{n}" for n in range(30, 10, -1))]:
        if shutil.which(name):
            found.append(_compiler(name))
            break
    if not found:
        raise BenchError("no C++ compiler found: install g++ or clang++, or name one with --compiler")
    return found


def find_interpreter(program: str) -> Interpreter:
    """Ask an interpreter about itself; follows launchers that only start another program."""
    if not shutil.which(program):
        raise BenchError(f"--python {program}: no such program")
    code = (
        "import json, sys, sysconfig, platform; print(json.dumps(["
        "sys.executable, platform.python_version(), '%d.%d' % sys.version_info[:2],"
        "sysconfig.get_path('include'), sysconfig.get_config_var('EXT_SUFFIX')]))"
    )
    found = Interpreter(*json.loads(run_text([program, "-c", code])))
    if not (Path(found.include) / "Python.h").is_file():
        raise BenchError(f"Python {found.version} has no headers: install its development package")
    return found


def current_interpreter() -> Interpreter:
    """The interpreter that runs the benchmark."""
    return find_interpreter(sys.executable)


def tool_version(command: str) -> str | None:
    """The first version number that `command --version` prints, None where it is not installed."""
    if not shutil.which(command):
        return None
    match = re.search(r"\d+\.\d+(\.\d+)?", run_text([command, "--version"]).splitlines()[0])
    return match.group(0) if match else "unknown"


def section_sizes(binary: Path) -> dict[str, int]:
    """Bytes per section as `size -A` tells them, address-less sections left out."""
    sizes: dict[str, int] = {}
    for line in run_text(["size", "-A", str(binary)]).splitlines():
        fields = line.split()
        if len(fields) == 3 and fields[0].startswith(".") and fields[2] != "0":
            sizes[fields[0]] = int(fields[1])
    return sizes


def _compiler(name: str) -> Compiler:
    if not shutil.which(name):
        raise BenchError(f"--compiler {name}: no such program")
    family = "clang++" if "clang" in name else "g++"
    c_name = name.replace("clang++", "clang") if family == "clang++" else name.replace("g++", "gcc")
    if not shutil.which(c_name):
        raise BenchError(f"{name} is installed without {c_name}: install it for hand-written C")
    match = re.search(r"\d+\.\d+\.\d+", run_text([name, "--version"]).splitlines()[0])
    return Compiler(family, name, c_name, match.group(0) if match else "unknown")


def _first_error(text: str) -> str:
    lines = text.strip().splitlines() or ["no message"]
    return next((line for line in lines if "error" in line), lines[-1])
