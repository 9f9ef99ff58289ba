# SPDX-License-Identifier: BSD-3-Clause
"""Puts the snippets of tested files into the Markdown pages of docs/, or checks with `--check` that they are there.

A page says where a block comes from, and the tool writes what lies between the two comments:

    <!-- include: tests/guide/functions.pycon [wrong] -->
    <!-- end -->

`[wrong]` names the lines between `# [wrong]` (or `// [wrong]`) and the next `# [end]`; without a name it is the whole
file but for its licence line. The modules of the tests, test_guide_..._ext, are called `example` on the pages.
"""

import re
import sys
import textwrap
from pathlib import Path

import report

LANGUAGES = {".cpp": "cpp", ".h": "cpp", ".py": "python", ".pycon": "pycon", ".toml": "toml", ".build": "meson"}
LANGUAGES[".patterns"] = "text"
BLOCK = re.compile(r"(<!-- include: (\S+)(?: \[(\w+)\])? -->\n)(.*?)(<!-- end -->)", re.DOTALL)
MARK = re.compile(r"^\s*(?://|#) \[(\w+)\]$")
LICENCE = "SPDX-License-Identifier"


class SnippetError(Exception):
    """A page asks for a snippet that is not there; the message says which."""


def pages(root: Path) -> "list[Path]":
    """Return the Markdown pages."""
    return sorted((root / "docs").rglob("*.md"))


def named(lines: "list[str]", name: str) -> "list[str]":
    """Return the lines of all blocks of that name, marks of other blocks left out."""
    found: list[str] = []
    inside = False
    for line in lines:
        mark = MARK.match(line)
        if mark and mark.group(1) == name:
            inside = True
        elif mark and mark.group(1) == "end":
            inside = False
        elif inside and not mark:
            found.append(line)
    return found


def snippet(root: Path, file: str, name: "str | None") -> str:
    """Return the Markdown block for a file, or for a part of it."""
    path = root / file
    if not path.is_file():
        raise SnippetError(f"there is no file {file}")
    lines = path.read_text(encoding="utf-8").splitlines()
    if name is None:
        kept = [line for line in lines if LICENCE not in line and not MARK.match(line)]
    else:
        kept = named(lines, name)
    text = textwrap.dedent("\n".join(kept)).strip("\n")
    if not text:
        raise SnippetError(f"{file} has no snippet [{name}]")
    text = re.sub(r"\btest_guide_\w+_ext\b", "example", text)
    if path.suffix == ".expected":
        text = textwrap.fill(text, 100)
    language = "cmake" if path.name == "CMakeLists.txt" else LANGUAGES.get(path.suffix, "text")
    return f"```{language}\n{text}\n```\n"


def render(root: Path, text: str) -> str:
    """Return a page with its blocks written anew."""
    return BLOCK.sub(lambda m: m.group(1) + snippet(root, m.group(2), m.group(3)) + m.group(5), text)


def check(root: Path, *, fix: bool = False) -> "list[str]":
    """Return the pages whose blocks differ from their sources; with `fix`, write them first."""
    findings = []
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        where = page.relative_to(root)
        try:
            new = render(root, text)
        except SnippetError as error:
            findings.append(f"{where}: {error}")
            continue
        if new != text and fix:
            page.write_text(new, encoding="utf-8")
        elif new != text:
            findings.append(f"{where}: run 'python tools/include_snippets.py'")
    return findings


if __name__ == "__main__":
    FIX = "--check" not in sys.argv[1:]
    sys.exit(report.run(lambda root: check(root, fix=FIX)))
