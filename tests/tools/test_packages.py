# SPDX-License-Identifier: BSD-3-Clause
"""conformance/packages.py: its table and its verdict. Building the packages takes the network and minutes."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def packages():
    """Import the script under a name of its own."""
    spec = importlib.util.spec_from_file_location("conformance_packages", ROOT / "conformance/packages.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def result(packages, **changes):
    facts = {"built": True, "sizes": {"_core": 1000}, "swapped": {"_core": True}, "tests": {"passed": 5}}
    return packages.Result(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, False),
        ({"tests": {"passed": 6}}, False),
        ({"tests": {"passed": 4}}, True),
        ({"tests": {"passed": 5, "failed": 1}}, True),
        ({"swapped": {"_core": False}}, True),
        ({"built": False}, True),
    ],
)
def test_a_package_that_does_worse_than_with_nanobind_fails(packages, changes, verdict):
    row = {"nanobind": result(packages), "suture": result(packages, **changes)}
    assert packages.worse(row) is verdict


def test_table_names_what_was_not_built_or_not_swapped(packages):
    row = {
        "nanobind": result(packages, swapped={"_core": False}),
        "suture": result(packages, swapped={"_core": False}),
    }
    broken = {"suture": packages.Result(note="the build ended with exit code 1")}
    lines = packages.table({"one 1.0": row, "two 2.0": broken}).splitlines()
    assert lines[2].endswith("1,000  5 passed")
    assert lines[3].endswith("5 passed (NOT swapped)")
    assert lines[4].endswith("not built: the build ended with exit code 1")


def test_every_package_is_pinned(packages):
    assert all(len(package.sha256) == 64 and package.version in package.archive for package in packages.PACKAGES)
