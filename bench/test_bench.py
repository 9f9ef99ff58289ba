# SPDX-License-Identifier: BSD-3-Clause
"""The benchmark's own tests: generated sources hold what they promise, the table says what the JSON says."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pytest

import figures
import generate
import generate_fuser
import run
import table
from kinds import KINDS
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


def test_there_are_29_kinds_of_call() -> None:
    assert len({kind.__name__ for kind in KINDS}) == 29


def test_size_is_counted_beyond_the_empty_module() -> None:
    assert figures.size_per_binding(RESULTS["build"]["g++"], "func", "nanobind") == 400


def test_mean_of_ratios_is_geometric() -> None:
    mean = figures.mean_ratio(RESULTS["calls"]["3.12.1"], "suture", "nanobind", "instructions")
    assert mean == pytest.approx(1.0)


def test_missed_target_is_called_missed() -> None:
    verdicts = {figure.label: figure.verdict for figure in figures.all_figures(RESULTS)}
    assert verdicts["worst kind (two_ints), Python 3.12.1"] == "missed"
    assert verdicts["func, g++"] == "met"


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
