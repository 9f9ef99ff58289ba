# SPDX-License-Identifier: BSD-3-Clause
"""An extension from one compiler line, with the runtime compiled in or brought by the header."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
from interpreters import interpreters

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(os.name == "nt" or shutil.which("g++") is None, reason="needs g++"),
]

SOURCE = """
#include <suture/suture.h>
static int add(int a, int b) { return a + b; }
SUTURE_MODULE(my, m) { m.def("add", &add); }
"""

LINKED = (
    "g++ -std=c++17 -O2 -shared -fPIC $(suture --cflags) my.cpp $(suture --sources) -o my$(suture --extension-suffix)"
)
INCLUDE_ONLY = (
    "g++ -std=c++17 -O2 -shared -fPIC -I$(suture --include-dir) "
    "-I$(python -c 'import sysconfig; print(sysconfig.get_paths()[\"include\"])') "
    "my.cpp -o my$(suture --extension-suffix)"
)


@pytest.mark.parametrize("line", [LINKED, INCLUDE_ONLY], ids=["linked", "include_only"])
def test_one_line_builds_an_extension(environment, tmp_path, line):
    (tmp_path / "my.cpp").write_text(SOURCE)
    environment.run("sh", "-c", line, cwd=tmp_path)
    done = environment.run("python", "-c", "import my; print(my.add(40, 2))", cwd=tmp_path)
    assert done.stdout == "42\n"


def test_module_of_another_python_is_refused_whatever_its_name(environment, tmp_path):
    running = "{}.{}".format(*sys.version_info)
    others = {version: path for version, path in interpreters().items() if version != running}
    if not others:
        pytest.skip("needs another version of CPython")
    (tmp_path / "my.cpp").write_text(SOURCE)
    environment.run("sh", "-c", INCLUDE_ONLY.replace("-O2", "-O0").partition(" -o ")[0] + " -o my.so", cwd=tmp_path)
    for path in others.values():
        done = environment.run(path, "-c", "import my; print(my.add(40, 2))", cwd=tmp_path, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        last = done.stderr.splitlines()[-1]
        assert last.startswith("ImportError: ")
        assert (
            f"my was built for Python {running} and works in no other, this is " in last or "undefined symbol" in last
        )
