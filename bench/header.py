# SPDX-License-Identifier: BSD-3-Clause
"""What does including the umbrella header cost: CPU seconds and preprocessed lines, beside a bare Python.h."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import backends
from backends import SIZE_FLAGS, Backend
from progress import say
from toolchain import Compiler, Interpreter, run_text

REPEATS = 9
SLOW_SECONDS, SLOW_REPEATS = 1.0, 3  # a header this slow needs no more than this many


def measure(
    chosen: Sequence[Backend], compilers: Sequence[Compiler], python: Interpreter, build: Path
) -> dict[str, Any]:
    """Figures per compiler and backend; the entry `python` is the bare Python.h, compiled as C++."""
    results: dict[str, Any] = {}
    bare = Backend(name="python", version=python.version)
    measured = [bare, *(backend for backend in chosen if backend.name not in ("c", "cython"))]
    for compiler in compilers:
        seconds: dict[str, list[float]] = {backend.name: [] for backend in measured}
        for turn in range(REPEATS):  # in turns, so that a slow spell of the machine meets everybody
            for backend in measured:
                taken = seconds[backend.name]
                if turn < SLOW_REPEATS or taken[0] < SLOW_SECONDS:
                    taken.append(_compile(backend, compiler, python, build))
        table: dict[str, Any] = {}
        for backend in measured:
            lines = _preprocessed_lines(backend, compiler, python, build)
            middle = statistics.median(seconds[backend.name])
            table[backend.name] = {"seconds": round(middle, 4), "lines": lines}
            say("header", f"{compiler.name} {backend.umbrella}: {middle:.3f} s, {lines:,} lines")
        results[compiler.name] = table
    return results


def _source(backend: Backend, build: Path) -> Path:
    folder = build / "header"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"{backend.name}.cpp"
    source.write_text(f"#include <{backend.umbrella}>\n")
    return source


def _compile(backend: Backend, compiler: Compiler, python: Interpreter, build: Path) -> float:
    source = _source(backend, build)
    target = source.with_suffix(".o")
    return backends.compile_source(backend, compiler, python, SIZE_FLAGS, source, target).seconds


def _preprocessed_lines(backend: Backend, compiler: Compiler, python: Interpreter, build: Path) -> int:
    command = [compiler.cxx, "-std=c++17", "-E", "-P", f"-I{python.include}"]
    command += [f"-I{path}" for path in backend.includes] + [f"-D{macro}" for macro in backend.defines]
    return run_text([*command, str(_source(backend, build))]).count("\n")
