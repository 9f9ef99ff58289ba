# SPDX-License-Identifier: BSD-3-Clause
"""Runs the sessions that docs/guide shows (NAME.pycon, with the module test_guide_NAME_ext), texts included."""

import doctest
import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.pycon"))


def test_each_module_has_a_session():
    assert NAMES == sorted(path.stem[len("test_guide_") :] for path in FOLDER.glob("test_guide_*.cpp"))


@pytest.mark.parametrize("name", NAMES)
def test_the_session_prints_what_the_guide_shows(name):
    importlib.import_module(f"test_guide_{name}_ext")
    path = str(FOLDER / f"{name}.pycon")
    failed, attempted = doctest.testfile(
        path, module_relative=False, encoding="utf-8", optionflags=doctest.REPORT_NDIFF
    )
    assert attempted > 0
    assert failed == 0
