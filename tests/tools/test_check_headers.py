# SPDX-License-Identifier: BSD-3-Clause
"""Layers, costly includes and the macro budget."""

import pytest

import check_headers


def check_one(tree, name, text):
    return check_headers.check(tree({f"include/suture/{name}": text}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("abi.h", "#include <stdint.h> // int64_t\n"),
        ("object.h", '#include <Python.h>\n#include "abi.h"\n'),
        ("cast/string.h", "#include <string>\n#include <suture/suture.h>\n"),
        ("std.h", '#include "cast/string.h"\n'),
        ("object.h", "// never #include <string>\n"),
    ],
)
def test_allowed_includes_are_silent(tree, name, text):
    assert check_one(tree, name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("abi.h", "#include <Python.h>\n", "abi.h includes only stdint.h and stddef.h, not Python.h"),
        ("abi.h", '#include "object.h"\n', "includes object.h, which is a higher layer"),
        ("object.h", "#include <string> // text\n", "<string> belongs in cast/ or src/, it is costly to parse"),
        ("detail/a.h", '#include "../cast/list.h"\n', "includes cast/list.h, which is a higher layer"),
        ("object.h", "#include <suture/std.h>\n", "includes std.h, which is a higher layer"),
        ("object.h", "#  include <utility>\n", "say what <utility> is for in a comment on the line"),
    ],
)
def test_forbidden_include_is_found(tree, name, text, finding):
    assert check_one(tree, name, text) == [f"include/suture/{name}:1: {finding}"]


def test_macro_budget_counts_names_that_stay_defined(tree):
    macros = "".join(f"#define M{i}(x) x\n" for i in range(25))
    local = "#define LOCAL(x) x\n#undef LOCAL\n#define M1(x) -x\n#define VALUE 1\n"
    assert check_one(tree, "macros.h", macros + local) == []
    (finding,) = check_one(tree, "more.h", "#define ONE_MORE(x) x\n")
    assert finding.startswith("include/suture: 26 function-like macros, 25 allowed: ")
