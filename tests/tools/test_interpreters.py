# SPDX-License-Identifier: BSD-3-Clause
"""The search for interpreters."""

import sys
import sysconfig
from pathlib import Path

import pytest

import interpreters


def test_probe_names_the_running_version():
    if not Path(sysconfig.get_paths()["include"], "Python.h").is_file():
        pytest.skip("this interpreter came without its headers")
    free = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    assert interpreters.probe(Path(sys.executable)) == f"3.{sys.version_info[1]}{free}"


@pytest.mark.parametrize("text", ["#!/bin/sh\nexit 127\n", "#!/bin/sh\necho 3.9 pypy True\n", "#!/bin/sh\n"])
def test_probe_refuses_what_is_no_cpython(tmp_path, text):
    script = tmp_path / "python3.9"
    script.write_text(text)
    script.chmod(0o755)
    assert interpreters.probe(script) is None


def test_missing_executable_is_no_interpreter(tmp_path):
    assert interpreters.probe(tmp_path / "nowhere") is None
