# SPDX-License-Identifier: BSD-3-Clause
"""Misuse that the compiler refuses with one sentence: NAME.cpp fails with NAME.expected, and compiles as a twin."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
INCLUDE = FOLDER.parents[1] / "include"
NAMES = sorted(path.stem for path in FOLDER.glob("*.cpp"))
COMPILER = os.environ.get("CXX") or next(filter(shutil.which, ("c++", "g++", "clang++")), None)

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(COMPILER is None, reason="no C++ compiler"),
]


def compile_(name: str, *flags: str) -> "subprocess.CompletedProcess[str]":
    """Run the compiler over one file without keeping what it makes."""
    python = sysconfig.get_paths()["include"]
    command = [*COMPILER.split(), "-std=c++17", "-fsyntax-only", "-DSUTURE_LINKED", f"-I{INCLUDE}", f"-isystem{python}"]
    command += ["-Wall", "-Wextra", *flags, str(FOLDER / f"{name}.cpp")]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})


def test_each_file_has_its_sentence():
    assert NAMES == sorted(path.stem for path in FOLDER.glob("*.expected"))


@pytest.mark.parametrize("name", NAMES)
def test_misuse_is_refused_with_one_sentence(name):
    expected = (FOLDER / f"{name}.expected").read_text(encoding="utf-8").strip()
    done = compile_(name)
    errors = [line for line in done.stderr.splitlines() if " error: " in line]
    assert done.returncode != 0
    assert errors, done.stderr
    assert expected in errors[0]
    assert len(errors) == 1, "\n".join(errors)


@pytest.mark.parametrize("name", NAMES)
def test_the_twin_compiles(name):
    done = compile_(name, "-DTWIN", "-Werror")
    assert done.returncode == 0, done.stderr
