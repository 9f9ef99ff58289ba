# SPDX-License-Identifier: BSD-3-Clause
"""An extension from one compiler line, with the runtime compiled in or brought by the header."""

import os
import shutil

import pytest

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
