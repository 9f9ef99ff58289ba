# SPDX-License-Identifier: BSD-3-Clause
"""clang-format over the tree."""

import subprocess

import pytest

import check_format


def test_finding_names_the_file_and_fix_formats_it(tree):
    pytest.importorskip("clang_format")
    root = tree({".clang-format": "BasedOnStyle: LLVM\n", "src/a.cpp": "int  a ;\n", "src/b.cpp": "int b;\n"})
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert check_format.check(root) == ["src/a.cpp: run 'python tools/check_format.py --fix'"]
    assert check_format.check(root, fix=True) == []
    assert (root / "src/a.cpp").read_text() == "int a;\n"
