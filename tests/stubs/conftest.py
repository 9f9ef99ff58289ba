# SPDX-License-Identifier: BSD-3-Clause
"""Runs `suture stubs` on modules of the suite and on packages that a test writes."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

TESTS = Path(__file__).resolve().parents[1]
PYTHON = TESTS.parent / "python"


@pytest.fixture
def suture_stubs(tmp_path, pytestconfig):
    """Return a function that runs the command and returns what it did, and the stubs it wrote."""
    built = Path(find_spec("test_stubs_ext").origin).parent

    def run(*arguments, check=True):
        out = tmp_path / "out"
        command = [sys.executable, "-m", "suture", "stubs", *map(str, arguments)]
        path = os.pathsep.join(map(str, (PYTHON, tmp_path, built, TESTS)))
        environment = {**os.environ, "PYTHONPATH": path, "PATH": ""}
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
        if check:
            assert done.returncode == 0, done.stderr
        stubs = {str(p.relative_to(out)): p.read_text(encoding="utf-8") for p in sorted(out.rglob("*.pyi"))}
        return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr, stubs=stubs, folder=out)

    return run


@pytest.fixture
def package(tmp_path):
    """Return a function that writes files, given as path and text."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write
