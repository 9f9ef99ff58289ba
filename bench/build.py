# SPDX-License-Identifier: BSD-3-Clause
"""What does a module cost to build: CPU seconds and memory of the compiler, bytes of the stripped module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import backends
from backends import SIZE_FLAGS, Backend
from progress import say
from toolchain import Compiler, Cost, Interpreter, section_sizes
from workloads import Workload

# A compilation shorter than this is repeated and the least of three taken: short ones vary most.
REPEAT_BELOW_SECONDS = 20.0
REPEATS = 3


def measure(
    chosen: Sequence[Backend],
    workloads: Sequence[Workload],
    compilers: Sequence[Compiler],
    python: Interpreter,
    build: Path,
) -> dict[str, Any]:
    """Figures per compiler, workload and backend; the modules stay in `build` for the import question."""
    results: dict[str, Any] = {}
    for compiler in compilers:
        runtimes = {backend.name: _runtime(backend, compiler, python, build) for backend in chosen}
        table: dict[str, Any] = {"runtime": {}}
        for name, (cost, _) in runtimes.items():
            if cost.seconds:
                table["runtime"][name] = _figures(cost)
        for workload in workloads:
            table[workload.name] = {"bindings": workload.count}
            for backend in chosen:
                if workload.supports(backend):
                    objects = runtimes[backend.name][1]
                    figures = _module(backend, workload, compiler, python, objects, build)
                    table[workload.name][backend.name] = figures
        results[compiler.name] = table
    return results


def folder_of(build: Path, compiler: Compiler, backend: Backend) -> Path:
    """Where the modules of one compiler and backend lie."""
    return build / compiler.name / backend.name


def _runtime(backend: Backend, compiler: Compiler, python: Interpreter, build: Path) -> tuple[Cost, list[Path]]:
    folder = folder_of(build, compiler, backend)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "runtime.o"
    cost = backends.compile_runtime(backend, compiler, python, SIZE_FLAGS, target)
    if not backend.runtime:
        return cost, []
    say("build", f"{compiler.name} {backend.name}: runtime {cost.seconds:.2f} s, {cost.megabytes:.0f} MB")
    return cost, [target]


def _module(
    backend: Backend,
    workload: Workload,
    compiler: Compiler,
    python: Interpreter,
    runtime: list[Path],
    build: Path,
) -> dict[str, Any]:
    folder = folder_of(build, compiler, backend)
    source = folder / f"{workload.module}.{backend.extension}"
    source.write_text(workload.source(backend))
    object_ = folder / f"{workload.module}.o"
    module = folder / f"{workload.module}{python.suffix}"
    costs = [backends.compile_source(backend, compiler, python, SIZE_FLAGS, source, object_)]
    repeats = 1 if workload.quick else REPEATS
    while len(costs) < repeats and costs[0].seconds < REPEAT_BELOW_SECONDS:
        costs.append(backends.compile_source(backend, compiler, python, SIZE_FLAGS, source, object_))
    cost = min(costs, key=lambda each: each.seconds)
    linking = backends.link(backend, compiler, [object_, *runtime], module)
    size = module.stat().st_size
    say(
        "build",
        f"{compiler.name} {backend.name}: {workload.name} {cost.seconds:.2f} s, {cost.megabytes:.0f} MB, "
        f"{size:,} bytes",
    )
    return {
        **_figures(cost),
        "runs": len(costs),
        "link_seconds": round(linking.seconds, 3),
        "bytes": size,
        "sections": section_sizes(module),
    }


def _figures(cost: Cost) -> dict[str, float]:
    return {"seconds": round(cost.seconds, 3), "megabytes": round(cost.megabytes, 1)}
