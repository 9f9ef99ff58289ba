# SPDX-License-Identifier: BSD-3-Clause
"""Every section of the brief, bound through <nanobind/...> from the same sources, on the same tests.

The modules have the same names, in a folder of their own: another process imports those.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest
import test_brief_11_module_ext as native

FOLDER = Path(__file__).resolve().parent
MODULES = Path(native.__file__).parent / "with_nanobind"
SECTIONS = [*sorted(path.stem for path in FOLDER.glob("test_brief_*.cpp")), "test_brief_in_nanobinds_words"]

pytestmark = pytest.mark.skipif(
    "SUTURE_TEST_LIBRARY" in os.environ or not MODULES.is_dir(), reason="nothing is built through the dialect"
)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Run all sections once and return how many tests of each passed and failed, and what was printed."""
    report = tmp_path_factory.mktemp("through_nanobind") / "report.xml"
    env = {**os.environ, "SUTURE_TEST_BUILD": str(MODULES), "SUTURE_TEST_LIBRARY": "nanobind"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}", str(FOLDER)]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert report.exists(), done.stdout + done.stderr
    counts = {"passed": Counter(), "failed": Counter()}
    for case in ElementTree.parse(report).iter("testcase"):
        section = str(case.get("classname")).rpartition(".")[2]
        if case.find("skipped") is None:
            bad = case.find("failure") is not None or case.find("error") is not None
            counts["failed" if bad else "passed"][section] += 1
    return counts, done.stdout


@pytest.mark.parametrize("section", SECTIONS)
def test_section_passes_its_tests_through_the_dialect(outcomes, section):
    counts, printed = outcomes
    assert counts["failed"][section] == 0, printed
    assert counts["passed"][section] > 0
