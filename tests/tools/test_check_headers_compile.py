# SPDX-License-Identifier: BSD-3-Clause
"""Headers alone and twice."""

import shutil

import pytest

import check_headers_compile

pytestmark = pytest.mark.skipif(shutil.which("c++") is None, reason="needs a C++ compiler")


@pytest.fixture(autouse=True)
def one_compiler(monkeypatch):
    monkeypatch.setenv("CXX", "c++")


def test_guarded_header_compiles_twice(tree):
    root = tree({"include/suture/abi.h": "#pragma once\nstruct suture_point { int x; };\n"})
    assert check_headers_compile.check(root, ("17", "20")) == []


def test_missing_guard_and_missing_include_are_found(tree):
    root = tree(
        {
            "include/suture/twice.h": "struct twice {};\n",
            "include/suture/alone.h": "#pragma once\ninline size_t size();\n",
        }
    )
    alone, twice = check_headers_compile.check(root, ("17",))
    assert alone.startswith("include/suture/alone.h: does not compile alone and twice with c++ -std=c++17 -xc++: ")
    assert "redefinition" in twice
