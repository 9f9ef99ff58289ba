# SPDX-License-Identifier: BSD-3-Clause
"""The benchmark's own tests: generated sources hold what they promise, the table says what the JSON says."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pytest

import backends
import figures
import generate
import generate_fuser
import run
import table
import workloads
from kinds import ARRAY_KINDS, KINDS
from toolchain import BenchError


def cell(seconds: float, size: int) -> dict[str, Any]:
    return {"seconds": seconds, "megabytes": 100.0, "bytes": size}


RESULTS: dict[str, Any] = {
    "versions": {"g++": "1.2.3", "nanobind": "4.5.6", "pybind11": "7.8.9"},
    "build": {
        "g++": {
            "empty": {"bindings": 0, "suture": cell(0.2, 1000), "nanobind": cell(0.4, 1000)},
            "func": {"bindings": 10, "suture": cell(1.0, 2000), "nanobind": cell(4.0, 5000)},
        }
    },
    "calls": {
        "3.12.1": {
            "one_int": {"suture": {"instructions": 50}, "nanobind": {"instructions": 100}},
            "two_ints": {"suture": {"instructions": 300}, "nanobind": {"instructions": 150}},
        }
    },
}


@pytest.mark.parametrize("backend", ["suture", "nanobind", "pybind11", "c"])
def test_func_workload_defines_every_function_once(backend: str) -> None:
    source = generate.functions(backend, 720)
    assert all(source.count(f'"test_{number:04}"') == 1 for number in range(720))


def test_orders_are_all_different() -> None:
    assert len(set(generate.orders(720))) == 720


@pytest.mark.parametrize("backend", ["suture", "nanobind", "pybind11"])
def test_fusion_workload_has_its_shape(backend: str) -> None:
    source = generate_fuser.source(backend, generate_fuser.FULL)
    assert source.count("m.def(") == generate_fuser.FULL.overloads == 314
    assert source.count("lib::class_<") == 40
    assert source.count("lib::enum_<") == 13


def test_there_are_29_kinds_of_call_and_two_with_arrays_apart() -> None:
    assert len({kind.__name__ for kind in KINDS}) == 29
    assert len({kind.__name__ for kind in (*KINDS, *ARRAY_KINDS)}) == 31


@pytest.mark.parametrize("workload", workloads.all_workloads(quick=True), ids=lambda load: load.name)
def test_dialect_compiles_nanobinds_own_sources(workload: workloads.Workload) -> None:
    [dialect] = backends.find(["suture-nanobind"])
    nanobind = backends.Backend("nanobind", "3.1.0")
    assert workload.supports(dialect)
    assert workload.source(dialect) == workload.source(nanobind)


def test_size_is_counted_beyond_the_empty_module() -> None:
    assert figures.size_per_binding(RESULTS["build"]["g++"], "func", "nanobind") == 400


def test_mean_of_ratios_is_geometric() -> None:
    mean = figures.mean_ratio(RESULTS["calls"]["3.12.1"], "suture", "nanobind", "instructions")
    assert mean == pytest.approx(1.0)


def test_missed_target_is_called_missed() -> None:
    verdicts = {figure.label: figure.verdict for figure in figures.all_figures(RESULTS)}
    assert verdicts["worst kind (two_ints), Python 3.12.1"] == "missed"
    assert verdicts["func, g++"] == "met"


def with_dialect() -> dict[str, Any]:
    """The same results with a dialect, slower to compile and with a kind of call that takes more than the peer's."""
    results = copy.deepcopy(RESULTS)
    results["versions"]["suture-nanobind"] = "0.1.0"
    results["build"]["g++"]["func"]["suture-nanobind"] = cell(1.5, 2000)
    results["calls"]["3.12.1"]["one_int"]["suture-nanobind"] = {"instructions": 104}
    results["calls"]["3.12.1"]["two_ints"]["suture-nanobind"] = {"instructions": 90}
    return results


def test_targets_of_a_dialect_are_a_tenth_wider_but_not_those_of_a_kind_of_call() -> None:
    found = {(f.question, f.label): f for f in figures.all_figures(with_dialect(), "suture-nanobind")}
    compiling = found["compile time", "func, g++"]
    assert compiling.target == pytest.approx(0.385) and compiling.verdict == "met"
    assert found["instructions per call", "worst kind (one_int), Python 3.12.1"].verdict == "missed"


def test_dialect_has_a_column_where_it_was_measured() -> None:
    assert "dialect" not in table.block(RESULTS)
    block = table.block(with_dialect())
    assert "| dialect of nanobind |" in block
    assert "| 1.0 s | 1.5 s | 4.0 s | - | 0.25x (target 0.35x met) | 0.38x (target 0.385x met) | - |" in block


def test_arrays_have_rows_of_their_own_with_one_target_for_all() -> None:
    results = with_dialect()
    counts = {"suture": 690, "suture-nanobind": 710, "nanobind": 1000}
    results["arrays"] = {"3.12.1": {"array_result": {n: {"instructions": c} for n, c in counts.items()}}}
    rows = [line for line in table.block(results).splitlines() if "NumPy array result" in line]
    assert len(rows) == 1
    assert "| 690 | 710 | 1,000 | - | 0.69x (target 0.7x met) | 0.71x (target 0.7x missed) | - |" in rows[0]


def test_table_changes_with_any_figure() -> None:
    changed = copy.deepcopy(RESULTS)
    changed["build"]["g++"]["func"]["suture"]["seconds"] = 2.0
    assert table.block(changed) != table.block(RESULTS)


def test_block_is_found_between_the_markers() -> None:
    block = table.block(RESULTS)
    assert table.current_block(f"# Title\n\n{block}\n\nmore\n") == block


def test_readme_without_markers_is_refused() -> None:
    with pytest.raises(BenchError, match=r"README\.md needs one line"):
        table.current_block("# Title\n")


def test_unknown_question_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--only", "speed"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
