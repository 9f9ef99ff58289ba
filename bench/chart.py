# SPDX-License-Identifier: BSD-3-Clause
"""Draws one picture of a run: compile time, size and instructions per call, each relative to nanobind."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any

import figures
from progress import say

COLORS = {
    "suture": "#c2410c",
    "suture-nanobind": "#f59e6b",
    "nanobind": "#64748b",
    "pybind11": "#cbd5e1",
    "c": "#0f766e",
    "cython": "#a3a34a",
}


def draw(results: dict[str, Any], target: Path) -> None:
    """Write a PNG; one line and no picture where matplotlib is missing or nothing can be compared."""
    if importlib.util.find_spec("matplotlib") is None:
        say("chart", "matplotlib is not installed: no picture")
        return
    groups = _groups(results)
    if not groups:
        return
    importlib.import_module("matplotlib").use("Agg")
    pyplot: Any = importlib.import_module("matplotlib.pyplot")

    bars = sum(len(ratios) + 1 for ratios in groups.values())
    figure, axes = pyplot.subplots(figsize=(8, 0.17 * bars + 0.8))
    position = 0.0
    ticks = []
    for label, ratios in groups.items():
        start = position
        for name, ratio in ratios.items():
            axes.barh(position, ratio, color=COLORS[name], height=0.9)
            axes.text(ratio, position, f" {name} {ratio:.2f}", va="center", fontsize=7)
            position += 1
        ticks.append(((start + position - 1) / 2, label))
        position += 1
    axes.axvline(1, color="black", linewidth=0.6)
    axes.set_xscale("log")
    axes.set_yticks([at for at, _ in ticks], [label for _, label in ticks], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlabel("relative to nanobind (logarithmic, shorter is better)")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.15, y=0.01)
    figure.savefig(target, dpi=130, bbox_inches="tight", metadata={"Software": ""})
    pyplot.close(figure)


def _groups(results: dict[str, Any]) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for compiler, table in results.get("build", {}).items():
        for workload in ("func", "class", "nvfuser"):
            row = table.get(workload, {})
            names = [name for name in COLORS if name in row]
            if "nanobind" not in names:
                continue
            base = row["nanobind"]
            seconds = {name: row[name]["seconds"] / base["seconds"] for name in names}
            groups[f"compile {workload}, {compiler}"] = seconds
            sizes = {name: figures.size_per_binding(table, workload, name) for name in names}
            of_base = sizes["nanobind"]
            if of_base:
                groups[f"size {workload}, {compiler}"] = {name: size / of_base for name, size in sizes.items() if size}
    for question in ("calls", "arrays"):
        for version, table in results.get(question, {}).items():
            means = {name: figures.mean_ratio(table, name, "nanobind", "instructions") for name in COLORS}
            found = {name: mean for name, mean in means.items() if mean}
            if found:
                groups[f"{question}, CPython {version}"] = found
    return groups
