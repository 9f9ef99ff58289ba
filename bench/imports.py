# SPDX-License-Identifier: BSD-3-Clause
"""What does importing a module cost: milliseconds and memory in fresh interpreters, net of the empty module's."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backends import Backend
from build import folder_of
from progress import say
from toolchain import BENCH, Compiler, Interpreter, run_text
from workloads import Workload

REPEATS = 25


def measure(
    chosen: Sequence[Backend],
    workloads: Sequence[Workload],
    compiler: Compiler,
    python: Interpreter,
    build: Path,
) -> dict[str, Any]:
    """Medians per workload and backend, of the modules that the build question left in `build`."""
    samples: dict[tuple[str, str], list[dict[str, float]]] = {}
    baseline: list[float] = []
    for _ in range(REPEATS):  # in turns, so that a slow spell of the machine meets everybody
        baseline.append(_probe(python, build, "")["process_ms"])
        for workload in workloads:
            for backend in chosen:
                if workload.supports(backend):
                    sample = _probe(python, folder_of(build, compiler, backend), workload.module)
                    samples.setdefault((workload.name, backend.name), []).append(sample)
    results: dict[str, Any] = {}
    for (workload_name, name), taken in samples.items():
        middle = {key: statistics.median(sample[key] for sample in taken) for key in taken[0]}
        middle["process_ms"] -= statistics.median(baseline)
        row = {key: round(value, 3) for key, value in middle.items()}
        results.setdefault(workload_name, {})[name] = row
        say(
            "import",
            f"{name}: {workload_name} {row['import_ms']:.2f} ms, {row['resident_kb']:.0f} KB resident, "
            f"{row['data_kb']:.0f} KB data",
        )
    return results


def _probe(python: Interpreter, folder: Path, module: str) -> dict[str, float]:
    start = time.perf_counter()
    command = [python.path, "-I", "-S", str(BENCH / "import_probe.py"), str(folder), module]
    sample: dict[str, float] = json.loads(run_text(command))
    sample["process_ms"] = (time.perf_counter() - start) * 1e3
    return sample
