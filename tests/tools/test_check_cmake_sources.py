# SPDX-License-Identifier: BSD-3-Clause
"""Source lists against the disk."""

import check_cmake_sources

GOOD = {
    "src/call/dispatch.cpp": "",
    "src/glue.cpp": "",
    "src/suture.cpp": '#include "call/dispatch.cpp"\n#include "glue.cpp"\n',
    "cmake/sources.cmake": "set(SUTURE_SOURCES\n  call/dispatch.cpp # hot\n)\nset(SUTURE_GLUE_SOURCES\n  glue.cpp\n)\n",
    "tests/CMakeLists.txt": "set(SUTURE_TEST_STEMS\n  functions\n)\n",
    "tests/test_functions.cpp": "",
    "tests/smoke.txt": "# comment\nfunctions\n",
}


def test_lists_that_agree_are_silent(tree):
    assert check_cmake_sources.check(tree(GOOD)) == []


def test_unlisted_source_is_found_in_both_lists(tree):
    assert check_cmake_sources.check(tree({**GOOD, "src/type/new.cpp": ""})) == [
        "cmake/sources.cmake: does not list type/new.cpp",
        "src/suture.cpp: does not include type/new.cpp",
    ]


def test_listed_source_must_exist(tree):
    gone = {**GOOD, "src/suture.cpp": GOOD["src/suture.cpp"] + '#include "gone.cpp"\n'}
    assert check_cmake_sources.check(tree(gone)) == ["src/suture.cpp: gone.cpp is not on the disk"]


def test_source_listed_twice_is_found(tree):
    twice = {
        **GOOD,
        "cmake/sources.cmake": "set(SUTURE_SOURCES call/dispatch.cpp)\nset(SUTURE_GLUE_SOURCES glue.cpp glue.cpp)\n",
    }
    assert check_cmake_sources.check(tree(twice)) == ["cmake/sources.cmake: lists glue.cpp twice"]


def test_test_module_and_smoke_set_are_checked(tree):
    added = {"tests/test_classes.cpp": "", "tests/brief/test_calls.cpp": "", "tests/smoke.txt": "enums\n"}
    assert check_cmake_sources.check(tree({**GOOD, **added})) == [
        "tests/CMakeLists.txt: does not list brief/calls",
        "tests/CMakeLists.txt: does not list classes",
        "tests/smoke.txt: enums is not in tests/CMakeLists.txt",
    ]


def test_glue_belongs_in_its_own_list(tree):
    wrong = {**GOOD, "cmake/sources.cmake": "set(SUTURE_SOURCES call/dispatch.cpp glue.cpp)\n"}
    assert check_cmake_sources.check(tree(wrong)) == ["cmake/sources.cmake: glue.cpp belongs in SUTURE_GLUE_SOURCES"]


def test_fix_writes_the_lists_from_the_disk(tree):
    root = tree({**GOOD, "src/glue/text.cpp": "", "src/type/new.cpp": "", "tests/test_enums.cpp": ""})
    check_cmake_sources.fix(root)
    text = (root / "cmake/sources.cmake").read_text() + (root / "tests/CMakeLists.txt").read_text()
    assert check_cmake_sources.cmake_list(text, "SUTURE_SOURCES") == ["call/dispatch.cpp", "type/new.cpp"]
    assert check_cmake_sources.cmake_list(text, "SUTURE_GLUE_SOURCES") == ["glue.cpp", "glue/text.cpp"]
    assert check_cmake_sources.cmake_list(text, "SUTURE_TEST_STEMS") == ["enums", "functions"]
