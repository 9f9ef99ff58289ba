# SPDX-License-Identifier: BSD-3-Clause
"""The runtime as a whole, and modules that SUTURE_MODULE does not make."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import test_runtime_state_ext as t


def run(code):
    """Run code that imports the module as t in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(t.__file__).parent)}
    env.pop("SUTURE_LEAK_REPORT", None)
    command = [sys.executable, "-c", f"import test_runtime_state_ext as t; {code}"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stderr


def test_a_module_made_by_hand_can_be_bound_to():
    assert t.Number(3).v == 3
    assert t.Number.__module__ == "test_runtime_state_ext"


def test_only_modules_can_be_registered():
    with pytest.raises(TypeError, match="expected a module"):
        t.refuse_to_register()


def test_the_runtime_is_alive():
    assert t.is_alive()


def test_the_runtime_is_gone_after_the_interpreter():
    assert run("t.report_end()") == "alive at the end: 0"


def test_leaks_are_reported_where_asked_for():
    assert not t.leak_warnings()
    assert run("t.leak()") == ""
    assert "1 instance is alive" in run("t.set_leak_warnings(True); t.leak()")
    assert run("t.set_leak_warnings(True); t.set_leak_warnings(False); t.leak()") == ""


def test_failed_conversions_are_reported_where_asked_for(capfd):
    assert not t.implicit_warnings()
    with pytest.raises(TypeError):
        t.take(1)
    assert capfd.readouterr().err == ""
    t.set_implicit_warnings(True)
    with pytest.raises(TypeError):
        t.take(1)
    assert capfd.readouterr().err == (
        "suture: implicit conversion from type 'int' to type 'test_runtime_state_ext.Picky' failed!\n"
    )
    t.set_implicit_warnings(False)
    with pytest.raises(TypeError):
        t.take(1)
    assert not t.implicit_warnings() and capfd.readouterr().err == ""
