# SPDX-License-Identifier: BSD-3-Clause
"""Reads and writes the JSON of a run and prints its figures against the targets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import figures
import targets
from kinds import LABELS
from toolchain import BenchError

SCHEMA = 1


def write(results: dict[str, Any], target: Path) -> None:
    """Write one run's results; same content, same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"schema": SCHEMA, **results}, indent=1) + "\n")


def read(source: Path) -> dict[str, Any]:
    """The results of an earlier run."""
    try:
        results: dict[str, Any] = json.loads(source.read_text())
    except (OSError, ValueError) as error:
        raise BenchError(f"{source.name} cannot be read ({error}): run python bench/run.py") from None
    if results.get("schema") != SCHEMA:
        raise BenchError(f"{source.name} is of another version: run python bench/run.py")
    return results


def show(results: dict[str, Any]) -> None:
    """Print the kinds of call, then every figure with its target and verdict."""
    for question in ("calls", "arrays"):
        for version, table in results.get(question, {}).items():
            _show_calls(version, table)
    for ours in ("suture", *targets.DIALECTS):
        if ours in results["versions"]:
            print(f"{ours}:")
            _show_figures(figures.all_figures(results, ours))


def _show_figures(found: list[figures.Figure]) -> None:
    for figure in found:
        target = f"target {figure.target:.3g}x {figure.verdict}" if figure.target is not None else ""
        print(
            f"{figure.question:22} {figure.label:46} {_short(figure.ours):>9} / {_short(figure.theirs):>9} "
            f"{figure.unit:12} {figure.ratio:6.3f}x of {figure.peer:9} {target}"
        )


def _show_calls(version: str, table: dict[str, Any]) -> None:
    names = list(next(iter(table.values())))
    unit = "instructions" if "instructions" in next(iter(table.values()))[names[0]] else "nanoseconds"
    base = next(name for name in ("nanobind", "c", names[0]) if name in names)
    print(f"\nPython {version}, {unit} per call (ratio to {base})")
    print(f"{'':22}" + "".join(f"{name:>18}" for name in names))
    for kind, row in table.items():
        cells = [f"{row[name][unit]:9.0f} ({row[name][unit] / row[base][unit]:5.2f})" for name in names]
        print(f"{LABELS[kind]:22}" + "".join(f"{cell:>18}" for cell in cells))
    means = [figures.mean_ratio(table, name, base, unit) for name in names]
    print(f"{'geometric mean':22}" + "".join(f"{mean or 0:>17.3f}x" for mean in means) + "\n")


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
