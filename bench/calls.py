# SPDX-License-Identifier: BSD-3-Clause
"""What does a call cost: instructions (callgrind) and nanoseconds for the 29 kinds, per backend and interpreter."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import backends
from backends import CALL_FLAGS, CALL_RUNTIME_FLAG, Backend
from driver import COUNT_LONG, COUNT_SHORT
from kinds import KINDS, LABELS
from progress import say
from toolchain import BENCH, BenchError, Compiler, Interpreter, run_measured, run_text

COMMON_FLAGS = ("-fPIC", "-g0", "-DNDEBUG", "-fvisibility=hidden", "-fno-stack-protector", "-w")


def measure(
    chosen: Sequence[Backend], pythons: Sequence[Interpreter], compiler: Compiler, build: Path
) -> dict[str, Any]:
    """Figures per Python version, kind and backend; instructions are left out without valgrind."""
    counting = shutil.which("valgrind") is not None
    if not counting:
        say("calls", "valgrind is not installed: no instruction counts, times only")
    results: dict[str, Any] = {}
    for python in pythons:
        table: dict[str, dict[str, dict[str, float]]] = {kind: {} for kind in LABELS}
        for backend in chosen:
            folder = build / "calls" / python.version
            folder.mkdir(parents=True, exist_ok=True)
            _build_module(backend, compiler, python, folder)
            times = json.loads(_drive(python, "time", folder, backend))
            counts = _count(python, folder, backend, compiler) if counting else {}
            for kind in LABELS:
                cell = {"nanoseconds": round(times[kind], 1)}
                if counting:
                    cell["instructions"] = counts[kind]
                table[kind][backend.name] = cell
            say("calls", f"python {python.version} {backend.name}: {_summary(table, backend.name, counting)}")
        results[python.version] = table
    return results


def _build_module(backend: Backend, compiler: Compiler, python: Interpreter, folder: Path) -> None:
    name = f"calls_{backend.name}"
    objects = [folder / f"{name}.o"]
    if backend.name == "cython":
        source = folder / f"{name}.cpp"
        pyx = str(BENCH / "cpp" / f"{name}.pyx")
        run_text([sys.executable, "-m", "cython", "--cplus", "-3", pyx, "-o", str(source)])
    else:
        source = BENCH / "cpp" / f"{name}.{backend.extension}"
    flags = [CALL_FLAGS[backend.name], *COMMON_FLAGS]
    backends.compile_source(backend, compiler, python, flags, source, objects[0])
    if backend.runtime:
        objects.append(folder / f"runtime_{backend.name}.o")
        runtime_flags = [CALL_RUNTIME_FLAG, *COMMON_FLAGS, "-fno-strict-aliasing"]
        backends.compile_runtime(backend, compiler, python, runtime_flags, objects[1])
    backends.link(backend, compiler, objects, folder / f"{name}{python.suffix}")


def _drive(python: Interpreter, mode: str, folder: Path, backend: Backend, wrapper: Sequence[str] = ()) -> str:
    command = [python.path, "-I", "-S", str(BENCH / "driver.py"), mode, str(folder), f"calls_{backend.name}"]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"}
    try:
        return run_text([*wrapper, *command], env=environment)
    except BenchError as error:
        raise BenchError(f"calls, {backend.name}, Python {python.version}: {error}") from None


def _count(python: Interpreter, folder: Path, backend: Backend, compiler: Compiler) -> dict[str, int]:
    mark = folder / f"mark{python.suffix}"
    run_measured(
        [compiler.cc, "-O1", "-shared", "-fPIC", f"-I{python.include}", str(BENCH / "cpp" / "mark.c")]
        + ["-o", str(mark)]
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        wrapper = ["valgrind", "-q", "--tool=callgrind", "--dump-before=bench_mark"]
        wrapper.append(f"--callgrind-out-file={scratch}/out")
        _drive(python, "count", folder, backend, wrapper)
        segments = [_instructions(Path(scratch) / f"out.{number}") for number in range(1, 3 * len(KINDS) + 4)]
    per_call = [(segments[at + 2] - segments[at + 1]) / (COUNT_LONG - COUNT_SHORT) for at in range(0, len(segments), 3)]
    return {kind.__name__: round(cost - per_call[0]) for kind, cost in zip(KINDS, per_call[1:], strict=True)}


def _instructions(profile: Path) -> int:
    if not profile.is_file():
        raise BenchError("callgrind wrote fewer profiles than there are loops: is valgrind older than 3.14?")
    match = re.search(r"^(?:summary|totals): (\d+)", profile.read_text(), re.MULTILINE)
    if not match:
        raise BenchError(f"callgrind's profile {profile.name} holds no total")
    return int(match.group(1))


def _summary(table: dict[str, dict[str, dict[str, float]]], name: str, counting: bool) -> str:
    unit = "instructions" if counting else "nanoseconds"
    return f"{sum(row[name][unit] for row in table.values()):.0f} {unit} for one call of each of the 29 kinds"
