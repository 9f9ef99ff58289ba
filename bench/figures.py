# SPDX-License-Identifier: BSD-3-Clause
"""Turns raw results into the figures that have a target: one ratio each, computed nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import targets

Results = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One ratio of Suture's value to a peer's, and the most that it should be."""

    question: str
    label: str
    ours: float
    theirs: float
    peer: str
    unit: str
    target: float | None

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or nothing without a target."""
        if self.target is None:
            return ""
        return "met" if self.ratio <= self.target else "missed"


def all_figures(results: Results, ours: str = "suture") -> list[Figure]:
    """Every figure of Suture, or of a dialect by its name, that the results hold both sides of, in README's order."""
    questions = (_build, _header, _import, _calls, _arrays)
    return [figure for question in questions for figure in question(results, ours) if figure.theirs > 0]


def geometric_mean(values: Iterable[float]) -> float:
    """The mean that is right for ratios."""
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs))


def mean_ratio(table: dict[str, Any], ours: str, theirs: str, unit: str) -> float | None:
    """Geometric mean over the kinds of call, None where a side was not measured."""
    ratios = [
        row[ours][unit] / row[theirs][unit]
        for row in table.values()
        if unit in row.get(ours, {}) and unit in row.get(theirs, {}) and row[theirs][unit] > 0
    ]
    return geometric_mean(ratios) if ratios and min(ratios) > 0 else None


def size_per_binding(table: dict[str, Any], workload: str, name: str) -> float | None:
    """Bytes beyond the empty module per function, class or overload."""
    if name not in table.get(workload, {}) or name not in table.get("empty", {}):
        return None
    beyond = float(table[workload][name]["bytes"] - table["empty"][name]["bytes"])
    return beyond / max(1, int(table[workload]["bindings"]))


def net_import(results: Results, workload: str, name: str, field: str = "import_ms") -> float | None:
    """A cost of an import beyond the empty module's, not below zero."""
    imports = results.get("import", {})
    if name not in imports.get(workload, {}) or name not in imports.get("empty", {}):
        return None
    return max(0.0, float(imports[workload][name][field] - imports["empty"][name][field]))


def _build(results: Results, ours: str) -> Iterable[Figure]:
    peers = (
        ("nanobind", targets.COMPILE_SECONDS, targets.COMPILE_MEMORY, None),
        ("pybind11", targets.PYBIND11_COMPILE_SECONDS, None, targets.PYBIND11_SIZE),
    )
    sizes = {"func": targets.SIZE_PER_FUNCTION, "class": targets.SIZE_PER_CLASS, "nvfuser": None}
    for compiler, table in results.get("build", {}).items():
        for peer, seconds, memory, pybind11_size in peers:
            for workload, nanobind_size in sizes.items():
                row = table.get(workload, {})
                if ours not in row or peer not in row:
                    continue
                label = f"{workload}, {compiler}"
                limit = targets.relaxed(seconds, ours)
                yield _of_row("compile time", label, row, ours, peer, "seconds", "s", limit)
                limit = targets.relaxed(memory, ours)
                yield _of_row("compiler memory", label, row, ours, peer, "megabytes", "MB", limit)
                mine, other = (size_per_binding(table, workload, name) for name in (ours, peer))
                if mine is not None and other is not None:
                    size = nanobind_size if peer == "nanobind" else pybind11_size
                    limit = targets.relaxed(size, ours)
                    yield Figure("size per binding", label, mine, other, peer, "bytes", limit)
            row = table.get("empty", {})
            if ours in row and peer in row:
                limit = targets.relaxed(targets.SIZE_EMPTY, ours) if peer == "nanobind" else None
                yield _of_row("empty module", compiler, row, ours, peer, "bytes", "bytes", limit)


def _of_row(
    question: str, label: str, row: Results, ours: str, peer: str, field: str, unit: str, target: float | None
) -> Figure:
    return Figure(question, label, row[ours][field], row[peer][field], peer, unit, target)


def _header(results: Results, ours: str) -> Iterable[Figure]:
    for compiler, row in results.get("header", {}).items():
        if ours in row:
            limit = targets.relaxed(targets.HEADER_SECONDS, ours)
            yield _of_row("header", compiler, row, ours, "python", "seconds", "s", limit)


def _import(results: Results, ours: str) -> Iterable[Figure]:
    peers = (("nanobind", targets.IMPORT_FUNCTIONS), ("pybind11", targets.PYBIND11_IMPORT))
    for workload in ("func", "class", "nvfuser"):
        for peer, target in peers:
            mine, other = (net_import(results, workload, name) for name in (ours, peer))
            if mine is not None and other is not None:
                limit = targets.relaxed(target, ours) if workload == "func" else None
                yield Figure("import", workload, mine, other, peer, "ms", limit)


def _calls(results: Results, ours: str) -> Iterable[Figure]:
    peers = (
        ("nanobind", targets.CALLS_MEAN, targets.CALLS_EACH),
        ("pybind11", targets.PYBIND11_CALLS_MEAN, None),
        ("c", None, None),
    )
    for version, table in results.get("calls", {}).items():
        for peer, mean_target, each_target in peers:
            mean = mean_ratio(table, ours, peer, "instructions")
            if mean is None:
                continue
            label = f"geometric mean of {len(table)} kinds, Python {version}"
            limit = targets.relaxed(mean_target, ours)
            yield Figure("instructions per call", label, mean, 1.0, peer, "x", limit)
            worst = max(table, key=lambda kind: _kind_ratio(table, kind, ours, peer))
            cells = table[worst]
            label = f"worst kind ({worst}), Python {version}"
            mine, other = (float(cells[name]["instructions"]) for name in (ours, peer))
            yield Figure("instructions per call", label, mine, other, peer, "instructions", each_target)


def _arrays(results: Results, ours: str) -> Iterable[Figure]:
    peers = (("nanobind", targets.ARRAYS_EACH), ("pybind11", None), ("c", None))
    for version, table in results.get("arrays", {}).items():
        for kind, row in table.items():
            for peer, limit in peers:
                if ours in row and "instructions" in row.get(peer, {}):
                    label = f"{kind}, Python {version}"
                    yield _of_row("arrays", label, row, ours, peer, "instructions", "instructions", limit)


def _kind_ratio(table: dict[str, Any], kind: str, ours: str, peer: str) -> float:
    ratio: float = table[kind][ours]["instructions"] / table[kind][peer]["instructions"]
    return ratio
