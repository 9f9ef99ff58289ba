# SPDX-License-Identifier: BSD-3-Clause
"""Snippets of tested files in the pages of docs/."""

import pytest

import include_snippets

SOURCE = "int hidden;\n    // [one]\n    int x;\n        int y;\n    // [end]\n    // [two]\n    int z;\n    // [end]\n"


def page(marker, body=""):
    return f"text\n<!-- include: {marker} -->\n{body}<!-- end -->\nmore\n"


def test_a_block_is_written_without_its_indent(tree):
    root = tree({"a.cpp": SOURCE, "docs/p.md": page("a.cpp [one]")})
    assert include_snippets.check(root, fix=True) == []
    assert (root / "docs/p.md").read_text() == page("a.cpp [one]", "```cpp\nint x;\n    int y;\n```\n")


def test_a_current_page_passes_the_check(tree):
    root = tree({"a.cpp": SOURCE, "docs/p.md": page("a.cpp [two]", "```cpp\nint z;\n```\n")})
    assert include_snippets.check(root) == []


def test_an_old_page_is_found_and_left_alone(tree):
    root = tree({"a.cpp": SOURCE, "docs/p.md": page("a.cpp [two]", "```cpp\nint old;\n```\n")})
    assert include_snippets.check(root) == ["docs/p.md: run 'python tools/include_snippets.py'"]
    assert "int old" in (root / "docs/p.md").read_text()


@pytest.mark.parametrize(
    ("marker", "finding"),
    [("a.cpp [three]", "a.cpp has no snippet [three]"), ("b.cpp [one]", "there is no file b.cpp")],
)
def test_a_missing_snippet_is_named(tree, marker, finding):
    root = tree({"a.cpp": SOURCE, "docs/p.md": page(marker)})
    assert include_snippets.check(root) == [f"docs/p.md: {finding}"]


def test_a_whole_file_is_shown_without_its_licence_and_marks(tree):
    text = "# SPDX-License-Identifier: BSD-3-Clause\nx = 1\n# [one]\ny = 2\n# [end]\n"
    root = tree({"a.py": text, "docs/p.md": page("a.py")})
    include_snippets.check(root, fix=True)
    assert (root / "docs/p.md").read_text() == page("a.py", "```python\nx = 1\ny = 2\n```\n")


def test_the_name_of_a_test_module_is_shown_as_example(tree):
    root = tree(
        {"a.pycon": "# [one]\n>>> import test_guide_x_ext as example\n# [end]\n", "docs/p.md": page("a.pycon [one]")}
    )
    include_snippets.check(root, fix=True)
    assert ">>> import example as example" in (root / "docs/p.md").read_text()
