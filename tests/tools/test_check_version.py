# SPDX-License-Identifier: BSD-3-Clause
"""Copies of the version."""

import pytest

import check_version

HEADER = "#define SUTURE_VERSION_MAJOR 1\n#define SUTURE_VERSION_MINOR 2\n#define SUTURE_VERSION_PATCH 3\n"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Version: 1.2.3\n", []),
        ("Version: 1.2.4\n", ["cmake/suture.pc: states version 1.2.4, version.h states 1.2.3"]),
        ("", ["cmake/suture.pc: states version none, version.h states 1.2.3"]),
    ],
)
def test_copy_must_agree_with_the_header(tree, text, findings):
    assert check_version.check(tree({"include/suture/version.h": HEADER, "cmake/suture.pc": text})) == findings


DIALECT = {
    "dialects/nanobind/python/nanobind/__init__.py": '__version__ = _beside("x") or "{}"\n',
    "dialects/nanobind/cmake/nanobind-config-version.cmake": "  set(NB_DIALECT_VERSION {})\n",
    "dialects/nanobind/cmake/nanobind.pc": "Version: {}\n",
    "dialects/nanobind/CMakeLists.txt": "project(nanobind VERSION {} LANGUAGES CXX)\n",
    "python/suture/swap/standin.py": 'RELEASES = (\n    *("3.0.0", "{}"),\n)\n',
}


@pytest.mark.parametrize("odd", [None, *list(DIALECT)[1:]])
def test_places_that_state_the_dialect_s_release_must_agree(tree, odd):
    files = {name: text.format("3.0.1" if name == odd else "3.1.0") for name, text in DIALECT.items()}
    own = {"include/suture/version.h": HEADER, "cmake/suture.pc": "Version: 1.2.3\n"}
    first = next(iter(DIALECT))
    expected = [f"{odd}: states release 3.0.1, {first} states 3.1.0"] if odd else []
    assert check_version.check(tree({**own, **files})) == expected
