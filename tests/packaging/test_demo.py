# SPDX-License-Identifier: BSD-3-Clause
"""What the demonstrations say where they cannot run; they themselves need the network and minutes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.packaging


@pytest.fixture(params=["swap", "can_ada"])
def demo(request, tmp_path):
    """Return a function that runs a copy of a demonstration, which has downloaded nothing yet."""
    for folder in (f"examples/{request.param}", "conformance"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))

    def run(**env: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(tmp_path / "examples" / request.param / "demo.py")]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env})

    return run


def test_without_network_one_line_says_what_is_needed(demo):
    done = demo(PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("demo: pip could not get ")
    assert ": a network connection or a package index is needed" in done.stderr


def test_a_compiler_that_is_not_there_is_one_line(demo):
    done = demo(CXX="no-such-compiler")
    assert (done.returncode, done.stderr) == (2, "demo: CXX names no-such-compiler, which is not there\n")
