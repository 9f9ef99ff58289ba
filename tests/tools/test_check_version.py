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
