# SPDX-License-Identifier: BSD-3-Clause
"""First lines and lengths of source files."""

import subprocess

import check_files


def git_tree(tree, files):
    root = tree(files)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def test_missing_licence_line_is_found(tree):
    line = "# SPDX-License-Identifier: BSD-3-Clause\n"
    root = git_tree(tree, {"tools/good.py": line, "tools/bad.py": "import os\n", "tools/empty.py": ""})
    assert check_files.check(root) == ["tools/bad.py:1: begin with 'SPDX-License-Identifier: BSD-3-Clause'"]


def test_ignored_files_are_not_ours(tree):
    assert check_files.check(git_tree(tree, {".gitignore": "*.py\n", "tools/bad.py": "import os\n"})) == []


def test_long_file_is_listed(tree):
    root = git_tree(tree, {"src/long.cpp": "\n" * 601, "src/short.cpp": "\n" * 600})
    assert check_files.long_files(root) == ["src/long.cpp: 601 lines, more than 600: is it two concepts?"]
