# SPDX-License-Identifier: BSD-3-Clause
"""What `make demo` says where it cannot run; the demonstration itself needs the network and minutes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "can_ada"

pytestmark = pytest.mark.packaging


def demo(tmp_path: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run a copy of the demonstration, which has downloaded nothing yet."""
    copy = tmp_path / "examples" / "can_ada"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, str(copy / "demo.py")]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env})


def test_without_network_one_line_says_what_is_needed(tmp_path):
    done = demo(tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(
        "demo: pip could not get can_ada 3.0.0: a network connection or a package index is needed"
    )


def test_a_compiler_that_is_not_there_is_one_line(tmp_path):
    done = demo(tmp_path, CXX="no-such-compiler")
    assert (done.returncode, done.stderr) == (2, "demo: CXX names no-such-compiler, which is not there\n")
