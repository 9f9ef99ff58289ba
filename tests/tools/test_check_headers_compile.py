# SPDX-License-Identifier: BSD-3-Clause
"""Headers alone and twice."""

import os
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


def compiler_that_knows(folder, *standards):
    compiler = folder / "c++"
    options = " | ".join(f"-std=c++{standard}" for standard in standards)
    compiler.write_text(f'#!/bin/sh\ncase "$1" in {options}) exit 0 ;; esac\nexit 1\n')
    compiler.chmod(0o755)
    return str(compiler)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as a compiler")
def test_an_older_compiler_is_asked_for_the_draft_it_knows(tmp_path):
    compiler = compiler_that_knows(tmp_path, "17", "20", "2b")
    options = [check_headers_compile.language_option(compiler, standard) for standard in ("17", "20", "23")]
    assert options == ["-std=c++17", "-std=c++20", "-std=c++2b"]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as a compiler")
def test_a_standard_without_a_draft_the_compiler_knows_is_asked_for_by_name(tmp_path):
    assert check_headers_compile.language_option(compiler_that_knows(tmp_path, "17"), "23") == "-std=c++23"
