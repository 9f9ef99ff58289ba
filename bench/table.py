# SPDX-License-Identifier: BSD-3-Clause
"""Writes README's measured table from the JSON, between two markers: `python bench/table.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import figures
import summary
import targets
from kinds import LABELS
from toolchain import BENCH, ROOT, BenchError

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
README = ROOT / "README.md"
LATEST = BENCH / "results" / "latest.json"
TITLES = {"suture": "Suture", "suture-nanobind": "dialect", "c": "C", "cython": "Cython"}
PEERS = ("nanobind", "pybind11")

Value = Callable[[str], float | None]


@dataclass(frozen=True)
class Columns:
    """Who has a column: Suture, its dialects that were measured, the peers; then the ratios."""

    ours: tuple[str, ...]
    peers: tuple[str, ...]  # with versions

    @staticmethod
    def of(results: dict[str, Any]) -> Columns:
        """The columns for these results."""
        versions = results["versions"]
        dialects = (name for name in targets.DIALECTS if name in versions)
        return Columns(("suture", *dialects), tuple(f"{name} {versions.get(name) or ''}".rstrip() for name in PEERS))

    def head(self) -> list[str]:
        """The first two lines of the table."""
        titles = [TITLES[name] for name in self.ours]
        # A dialect is held against what it stands in for, Suture against both.
        of = ["of nanobind", *(f"{title} of nanobind" for title in titles[1:]), "of pybind11"]
        if len(titles) > 1:
            of[0], of[-1] = f"{titles[0]} of nanobind", f"{titles[0]} of pybind11"
        cells = [*titles, *self.peers, *of]
        return [f"| | {' | '.join(cells)} |", "|---|" + "--:|" * len(cells)]

    def row(
        self,
        label: str,
        value: Value,
        form: str,
        of_nanobind: float | None,
        of_pybind11: float | None,
        relaxed: Callable[[float | None, str], float | None] = targets.relaxed,
    ) -> str:
        """One line: everybody's value, then the ratios with their targets' verdicts."""
        values = {name: value(name) for name in (*self.ours, *PEERS)}
        cells = [form.format(each) if each is not None else "-" for each in values.values()]
        for name in self.ours:
            cells.append(_ratio(values[name], values["nanobind"], relaxed(of_nanobind, name)))
        cells.append(_ratio(values["suture"], values["pybind11"], of_pybind11))
        return f"| {label} | {' | '.join(cells)} |"


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
    versions, columns = results["versions"], Columns.of(results)
    lines = columns.head()
    for compiler, table in results.get("build", {}).items():
        lines += _build_rows(columns, f"{compiler} {versions[compiler]}", table)
    lines += _import_rows(columns, results)
    for compiler, row in results.get("header", {}).items():
        lines.append(_header_row(columns, f"{compiler} {versions[compiler]}", row))
    for version, table in results.get("calls", {}).items():
        lines.append(_calls_row(columns, version, table))
    for version, table in results.get("arrays", {}).items():
        lines += _array_rows(columns, version, table)
    return lines


def _build_rows(columns: Columns, compiler: str, table: dict[str, Any]) -> list[str]:
    lines = []
    what = {"func": "functions", "class": "classes", "nvfuser": "overloads, fusion engine"}
    limits = {"func": targets.SIZE_PER_FUNCTION, "class": targets.SIZE_PER_CLASS}
    for workload, noun in what.items():
        if workload not in table:
            continue
        row = table[workload]
        label = f"{row['bindings']} {noun}, {compiler}"
        limit = (targets.COMPILE_SECONDS, targets.PYBIND11_COMPILE_SECONDS)
        lines.append(columns.row(f"compile time: {label}", _field(row, "seconds"), "{:.1f} s", *limit))
        memory = _field(row, "megabytes")
        lines.append(columns.row(f"compiler memory: {label}", memory, "{:.0f} MB", targets.COMPILE_MEMORY, None))

        def size(name: str, workload: str = workload) -> float | None:
            return figures.size_per_binding(table, workload, name)

        limit_size = (limits.get(workload), targets.PYBIND11_SIZE)
        lines.append(columns.row(f"bytes per binding: {label}", size, "{:.0f}", *limit_size))
    if "empty" in table:
        kilobytes = _field(table["empty"], "bytes", 1 / 1000)
        lines.append(columns.row(f"empty module, {compiler}", kilobytes, "{:.1f} KB", targets.SIZE_EMPTY, None))
    return lines


def _import_rows(columns: Columns, results: dict[str, Any]) -> list[str]:
    lines = []
    what = {"func": "functions", "class": "classes", "nvfuser": "fusion engine"}
    for workload, noun in what.items():
        if workload in results.get("import", {}):
            used = (targets.IMPORT_FUNCTIONS, targets.PYBIND11_IMPORT) if workload == "func" else (None, None)

            def time(name: str, workload: str = workload) -> float | None:
                return figures.net_import(results, workload, name)

            def memory(name: str, workload: str = workload) -> float | None:
                return figures.net_import(results, workload, name, "resident_kb")

            lines.append(columns.row(f"import: {noun}, net of the empty module", time, "{:.2f} ms", *used))
            lines.append(columns.row(f"memory after import: {noun}", memory, "{:.0f} KB", None, None))
    return lines


def _header_row(columns: Columns, compiler: str, row: dict[str, Any]) -> str:
    bare = row["python"]["seconds"]
    cells = []
    for name in (*columns.ours, *PEERS):
        limit = targets.relaxed(targets.HEADER_SECONDS, name) if name in columns.ours else None
        cells.append(_ratio(row.get(name, {}).get("seconds"), bare, limit))
    return f"| header alone, of Python.h, {compiler} | {' | '.join(cells)} |" + " |" * (len(columns.ours) + 1)


def _calls_row(columns: Columns, version: str, table: dict[str, Any]) -> str:
    def mean(name: str) -> float | None:
        return figures.mean_ratio(table, name, "nanobind", "instructions")

    label = f"instructions per call, mean of {len(table)} kinds, CPython {version}"
    return columns.row(label, mean, "{:.2f}", targets.CALLS_MEAN, targets.PYBIND11_CALLS_MEAN)


def _array_rows(columns: Columns, version: str, table: dict[str, Any]) -> list[str]:
    lines = []
    for kind, row in table.items():
        if "instructions" in next(iter(row.values())):
            label = f"instructions per call, {LABELS[kind]}, CPython {version}"
            counts = _field(row, "instructions")
            lines.append(columns.row(label, counts, "{:,}", targets.ARRAYS_EACH, None, lambda limit, _: limit))
    return lines


def _details(results: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for version, table in results.get("calls", {}).items():
        order = ("suture", *targets.DIALECTS, *PEERS, "c", "cython")
        names = [name for name in order if name in next(iter(table.values()))]
        if "instructions" not in next(iter(table.values()))[names[0]]:
            continue
        ours = [name for name in names if name in ("suture", *targets.DIALECTS)]
        lines += [f"<details><summary>Instructions per call, CPython {version}</summary>", ""]
        titles = [*(TITLES.get(name, name) for name in names), *(f"{TITLES[name]} of nanobind" for name in ours)]
        lines.append(f"| | {' | '.join(titles)} |")
        lines.append("|---|" + "--:|" * len(titles))
        for kind, row in table.items():
            counts = {name: row[name]["instructions"] for name in names}
            ratios = [_ratio(counts[name], counts.get("nanobind"), targets.CALLS_EACH) for name in ours]
            cells = [*(f"{count:,}" for count in counts.values()), *ratios]
            lines.append(f"| {LABELS[kind]} | {' | '.join(cells)} |")
        lines += ["", "</details>"]
    return lines


def _ratio(ours: float | None, theirs: float | None, target: float | None) -> str:
    if ours is None or not theirs:
        return "-"
    text = f"{ours / theirs:.2f}x"
    return text if target is None else f"{text} (target {target:.3g}x {_verdict(ours / theirs, target)})"


def _verdict(ratio: float, target: float) -> str:
    return "met" if ratio <= target else "missed"


def _field(row: dict[str, Any], field: str, scale: float = 1) -> Value:
    return lambda name: row[name][field] * scale if name in row else None


if __name__ == "__main__":
    sys.exit(main())
