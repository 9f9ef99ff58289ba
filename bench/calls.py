# SPDX-License-Identifier: BSD-3-Clause
"""What does a call cost: instructions (callgrind) and nanoseconds per kind, backend and interpreter.

Two sets of kinds, measured apart: the 29 of `calls`, and `arrays`, which needs NumPy.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import backends
import numpy_of
from backends import CALL_FLAGS, CALL_RUNTIME_FLAG, Backend
from driver import COUNT_LONG, COUNT_SHORT
from kinds import SETS
from progress import say
from toolchain import BENCH, BenchError, Compiler, Interpreter, run_measured, run_text

COMMON_FLAGS = ("-fPIC", "-g0", "-DNDEBUG", "-fvisibility=hidden", "-fno-stack-protector", "-w")
WITHOUT_ARRAYS = ("cython",)  # what it would call is NumPy's C interface, which `c` calls already


@dataclass(frozen=True)
class Subject:
    """One module that is called: a set of kinds, bound by a backend, for an interpreter."""

    kinds: str
    backend: Backend
    python: Interpreter
    folder: Path
    site: Path | None = None  # where NumPy is

    @property
    def module(self) -> str:
        """The name it is imported by, and its source's."""
        return f"{self.kinds}_{self.backend.spelling}"


def measure(
    chosen: Sequence[Backend], pythons: Sequence[Interpreter], compiler: Compiler, build: Path
) -> dict[str, Any]:
    """Figures of the 29 kinds per Python version, kind and backend; no instructions without valgrind."""
    results = {}
    for python in pythons:
        subjects = [Subject("calls", each, python, _folder(build, python, each)) for each in chosen]
        results[python.version] = _table(subjects, compiler)
    return results


def measure_arrays(
    chosen: Sequence[Backend], pythons: Sequence[Interpreter], compiler: Compiler, build: Path
) -> dict[str, Any]:
    """The same for the kinds with arrays; an interpreter for which there is no NumPy is left out."""
    results = {}
    for python in pythons:
        site = numpy_of.site(python, build)
        if site is None:
            say("arrays", f"python {python.version}: the package index gives no NumPy: left out")
            continue
        subjects = [
            Subject("arrays", each, python, _folder(build, python, each), site)
            for each in chosen
            if each.name not in WITHOUT_ARRAYS
        ]
        results[python.version] = _table(subjects, compiler)
    return results


def _folder(build: Path, python: Interpreter, backend: Backend) -> Path:
    folder = build / "calls" / python.version / backend.name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _table(subjects: Sequence[Subject], compiler: Compiler) -> dict[str, dict[str, dict[str, float]]]:
    counting = shutil.which("valgrind") is not None
    if not counting:
        say("calls", "valgrind is not installed: no instruction counts, times only")
    table: dict[str, dict[str, dict[str, float]]] = {}
    for subject in subjects:
        name = subject.backend.name
        _build_module(subject, compiler)
        times = json.loads(_drive(subject, "time"))
        counts = _count(subject, compiler) if counting else {}
        for kind in times:
            cell = {"nanoseconds": round(times[kind], 1)}
            if counting:
                cell["instructions"] = counts[kind]
            table.setdefault(kind, {})[name] = cell
        say(subject.kinds, f"python {subject.python.version} {name}: {_summary(table, name, counting)}")
    return table


def _build_module(subject: Subject, compiler: Compiler) -> None:
    backend, python, folder, name = subject.backend, subject.python, subject.folder, subject.module
    objects = [folder / f"{name}.o"]
    if backend.name == "cython":
        source = folder / f"{name}.cpp"
        pyx = str(BENCH / "cpp" / f"{name}.pyx")
        run_text([sys.executable, "-m", "cython", "--cplus", "-3", pyx, "-o", str(source)])
    else:
        source = BENCH / "cpp" / f"{name}.{backend.extension}"
    flags = [CALL_FLAGS[backend.name], *COMMON_FLAGS]
    if subject.site and backend.name == "c":
        flags += [f"-I{path}" for path in numpy_of.includes(subject.site)]
    backends.compile_source(backend, compiler, python, flags, source, objects[0])
    if backend.runtime:
        objects.append(folder / "runtime.o")
        runtime_flags = [CALL_RUNTIME_FLAG, *COMMON_FLAGS, "-fno-strict-aliasing"]
        backends.compile_runtime(backend, compiler, python, runtime_flags, objects[1])
    backends.link(backend, compiler, objects, folder / f"{name}{python.suffix}")


def _drive(subject: Subject, mode: str, wrapper: Sequence[str] = ()) -> str:
    python = subject.python
    command = [python.path, "-I", "-S", str(BENCH / "driver.py"), mode, subject.kinds, str(subject.folder)]
    command += [subject.module, *([str(subject.site)] if subject.site else [])]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}
    try:
        return run_text([*wrapper, *command], env=environment)
    except BenchError as error:
        raise BenchError(f"{subject.kinds}, {subject.backend.name}, Python {python.version}: {error}") from None


def _count(subject: Subject, compiler: Compiler) -> dict[str, int]:
    kinds, python = SETS[subject.kinds], subject.python
    mark = subject.folder / f"mark{python.suffix}"
    run_measured(
        [compiler.cc, "-O1", "-shared", "-fPIC", f"-I{python.include}", str(BENCH / "cpp" / "mark.c")]
        + ["-o", str(mark)]
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        wrapper = ["valgrind", "-q", "--tool=callgrind", "--dump-before=bench_mark"]
        wrapper.append(f"--callgrind-out-file={scratch}/out")
        _drive(subject, "count", wrapper)
        segments = [_instructions(Path(scratch) / f"out.{number}") for number in range(1, 3 * len(kinds) + 4)]
    per_call = [(segments[at + 2] - segments[at + 1]) / (COUNT_LONG - COUNT_SHORT) for at in range(0, len(segments), 3)]
    return {kind.__name__: round(cost - per_call[0]) for kind, cost in zip(kinds, per_call[1:], strict=True)}


def _instructions(profile: Path) -> int:
    if not profile.is_file():
        raise BenchError("callgrind wrote fewer profiles than there are loops: is valgrind older than 3.14?")
    match = re.search(r"^(?:summary|totals): (\d+)", profile.read_text(), re.MULTILINE)
    if not match:
        raise BenchError(f"callgrind's profile {profile.name} holds no total")
    return int(match.group(1))


def _summary(table: dict[str, dict[str, dict[str, float]]], name: str, counting: bool) -> str:
    unit = "instructions" if counting else "nanoseconds"
    total = sum(row[name][unit] for row in table.values())
    return f"{total:.0f} {unit} for one call of each of the {len(table)} kinds"
