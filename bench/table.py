# SPDX-License-Identifier: BSD-3-Clause
"""Writes README's measured table from the JSON, between two markers: `python bench/table.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import figures
import summary
import targets
from kinds import LABELS
from toolchain import BENCH, ROOT, BenchError

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
README = ROOT / "README.md"
LATEST = BENCH / "results" / "latest.json"
TITLES = {"suture": "Suture", "c": "C", "cython": "Cython"}

Value = Callable[[str], float | None]


def block(results: dict[str, Any]) -> str:
    """The text between the markers, markers included."""
    return "\n".join([BEGIN, "", *_summary(results), "", *_details(results), "", END])


def current_block(readme: str) -> str:
    """The text that README holds between its markers, markers included."""
    if readme.count(BEGIN) != 1 or readme.count(END) != 1 or readme.index(BEGIN) > readme.index(END):
        raise BenchError(f"README.md needs one line {BEGIN} and, below it, one line {END}")
    return readme[readme.index(BEGIN) : readme.index(END) + len(END)]


def main() -> int:
    """Replace README's block."""
    try:
        readme = README.read_text() if README.is_file() else ""
        README.write_text(readme.replace(current_block(readme), block(summary.read(LATEST))))
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    return 0


def _summary(results: dict[str, Any]) -> list[str]:
    versions = results["versions"]
    peers = [f"{name} {versions.get(name) or ''}".rstrip() for name in ("nanobind", "pybind11")]
    lines = [f"| | Suture | {peers[0]} | {peers[1]} | of nanobind | of pybind11 |", "|---|--:|--:|--:|--:|--:|"]
    for compiler, table in results.get("build", {}).items():
        lines += _build_rows(f"{compiler} {versions[compiler]}", table)
    lines += _import_rows(results)
    for compiler, row in results.get("header", {}).items():
        lines += _header_row(f"{compiler} {versions[compiler]}", row)
    for version, table in results.get("calls", {}).items():
        lines += _calls_rows(version, table)
    return lines


def _build_rows(compiler: str, table: dict[str, Any]) -> list[str]:
    lines = []
    what = {"func": "functions", "class": "classes", "nvfuser": "overloads, fusion engine"}
    limits = {"func": targets.SIZE_PER_FUNCTION, "class": targets.SIZE_PER_CLASS}
    for workload, noun in what.items():
        if workload not in table:
            continue
        row = table[workload]
        label = f"{row['bindings']} {noun}, {compiler}"
        limit = (targets.COMPILE_SECONDS, targets.PYBIND11_COMPILE_SECONDS)
        lines.append(_row(f"compile time: {label}", _field(row, "seconds"), "{:.1f} s", *limit))
        lines.append(
            _row(f"compiler memory: {label}", _field(row, "megabytes"), "{:.0f} MB", targets.COMPILE_MEMORY, None)
        )

        def size(name: str, workload: str = workload) -> float | None:
            return figures.size_per_binding(table, workload, name)

        limit_size = (limits.get(workload), targets.PYBIND11_SIZE)
        lines.append(_row(f"bytes per binding: {label}", size, "{:.0f}", *limit_size))
    if "empty" in table:
        kilobytes = _field(table["empty"], "bytes", 1 / 1000)
        lines.append(_row(f"empty module, {compiler}", kilobytes, "{:.1f} KB", targets.SIZE_EMPTY, None))
    return lines


def _import_rows(results: dict[str, Any]) -> list[str]:
    lines = []
    what = {"func": "functions", "class": "classes", "nvfuser": "fusion engine"}
    for workload, noun in what.items():
        if workload in results.get("import", {}):
            used = (targets.IMPORT_FUNCTIONS, targets.PYBIND11_IMPORT) if workload == "func" else (None, None)

            def time(name: str, workload: str = workload) -> float | None:
                return figures.net_import(results, workload, name)

            def memory(name: str, workload: str = workload) -> float | None:
                return figures.net_import(results, workload, name, "resident_kb")

            lines.append(_row(f"import: {noun}, net of the empty module", time, "{:.2f} ms", *used))
            lines.append(_row(f"memory after import: {noun}", memory, "{:.0f} KB", None, None))
    return lines


def _header_row(compiler: str, row: dict[str, Any]) -> list[str]:
    bare = row["python"]["seconds"]
    values = [row[name]["seconds"] / bare if name in row else None for name in ("suture", "nanobind", "pybind11")]
    cells = [f"{value:.2f}x" if value is not None else "-" for value in values]
    met = ""
    if values[0] is not None:
        met = f" (target {targets.HEADER_SECONDS}x {_verdict(values[0], targets.HEADER_SECONDS)})"
    return [f"| header alone, of Python.h, {compiler} | {cells[0]}{met} | {cells[1]} | {cells[2]} | | |"]


def _calls_rows(version: str, table: dict[str, Any]) -> list[str]:
    means = {
        name: figures.mean_ratio(table, name, "nanobind", "instructions") for name in ("suture", "nanobind", "pybind11")
    }
    label = f"instructions per call, mean of {len(table)} kinds, CPython {version}"
    return [_row(label, means.get, "{:.2f}", targets.CALLS_MEAN, targets.PYBIND11_CALLS_MEAN)]


def _details(results: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for version, table in results.get("calls", {}).items():
        names = [
            name for name in ("suture", "nanobind", "pybind11", "c", "cython") if name in next(iter(table.values()))
        ]
        if "instructions" not in next(iter(table.values()))[names[0]]:
            continue
        lines += [f"<details><summary>Instructions per call, CPython {version}</summary>", ""]
        lines.append("| | " + " | ".join(TITLES.get(name, name) for name in names) + " | Suture of nanobind |")
        lines.append("|---|" + "--:|" * (len(names) + 1))
        for kind, row in table.items():
            counts = {name: row[name]["instructions"] for name in names}
            ratio = _ratio(counts.get("suture"), counts.get("nanobind"), targets.CALLS_EACH)
            lines.append(
                f"| {LABELS[kind]} | " + " | ".join(f"{count:,}" for count in counts.values()) + f" | {ratio} |"
            )
        lines += ["", "</details>"]
    return lines


def _row(label: str, value: Value, form: str, of_nanobind: float | None, of_pybind11: float | None) -> str:
    names = ("suture", "nanobind", "pybind11")
    values = [value(name) for name in names]
    cells = [form.format(each) if each is not None else "-" for each in values]
    ratios = [_ratio(values[0], values[1], of_nanobind), _ratio(values[0], values[2], of_pybind11)]
    return f"| {label} | {' | '.join(cells)} | {' | '.join(ratios)} |"


def _ratio(ours: float | None, theirs: float | None, target: float | None) -> str:
    if ours is None or not theirs:
        return "-"
    text = f"{ours / theirs:.2f}x"
    return text if target is None else f"{text} (target {target:.2g}x {_verdict(ours / theirs, target)})"


def _verdict(ratio: float, target: float) -> str:
    return "met" if ratio <= target else "missed"


def _field(row: dict[str, Any], field: str, scale: float = 1) -> Value:
    return lambda name: row[name][field] * scale if name in row else None


if __name__ == "__main__":
    sys.exit(main())
