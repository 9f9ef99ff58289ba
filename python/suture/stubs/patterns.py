# SPDX-License-Identifier: BSD-3-Clause
r"""Pattern files: rules that replace entries of a stub.

A rule is a query, a regular expression at the start of a line that ends with a colon, and the
indented text that stands for what it matches. Without text the entry goes. In the text

    \1 \name          is what a group of the query matched
    \doc              is the docstring of what is replaced
    \from a import b  imports b, `\import a as c` a module

Empty lines and lines that start with `#` are passed over. The first rule that matches wins.
"""

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from . import docstring
from .error import StubError
from .imports import Imports


@dataclass
class Pattern:
    """A rule of a pattern file; `matches` counts how often it applied."""

    query: "re.Pattern[str]"
    lines: "list[str]"
    matches: int = 0


def read_patterns(path: Path) -> "list[Pattern]":
    """Return the rules of a pattern file, in order."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise StubError(f"cannot read the pattern file {str(path)!r}: {reason}") from None
    rules: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            if rules:
                rules[-1][2].append("")
        elif line[0].isspace():
            if not rules:
                raise StubError(f"{path}:{number}: text without a query before it: start with 'query:'")
            rules[-1][2].append(line)
        elif line.rstrip().endswith(":"):
            rules.append((line.rstrip()[:-1], number, []))
        else:
            raise StubError(f"{path}:{number}: expected a query that ends with ':', got {line.strip()!r}")
    return [Pattern(_query(path, number, query), _body(lines)) for query, number, lines in rules]


def _query(path: Path, number: int, text: str) -> "re.Pattern[str]":
    try:
        return re.compile(text)
    except re.error as error:
        raise StubError(f"{path}:{number}: {text!r} is no regular expression: {error}") from None


def _body(lines: "list[str]") -> "list[str]":
    text = textwrap.dedent("\n".join(lines)).strip("\n")
    return text.split("\n") if text else []


def find(patterns: "list[Pattern]", name: str) -> "Optional[tuple[Pattern, re.Match[str]]]":
    """Return the first rule that matches a qualified name, and its match."""
    for pattern in patterns:
        found = pattern.query.search(name)
        if found is not None:
            pattern.matches += 1
            return pattern, found
    return None


def apply(
    pattern: Pattern, found: "re.Match[str]", docs: "Optional[list[Optional[str]]]", imports: Imports
) -> "Optional[str]":
    r"""Return the text that a rule puts in place of an entry, or None if it removes the entry.

    `docs` has one docstring per overload of the entry; None where there is nothing to document.
    """
    marks = sum(line.strip() == "\\doc" for line in pattern.lines)
    if marks and docs is None:
        raise StubError(f"the pattern {pattern.query.pattern!r} uses '\\doc' where nothing is replaced: remove it")
    chain = list(docs or ())
    if marks != len(chain):
        chain = [next((doc for doc in chain if doc), None)] * marks
    result: list[str] = []
    for line in pattern.lines:
        text = line.strip()
        indent = line[: len(line) - len(line.lstrip())]
        if text == "\\doc":
            doc = chain.pop(0)
            result += textwrap.indent(docstring.literal(doc) if doc else "...", indent).split("\n")
        elif text.startswith(("\\from ", "\\import ")):
            _import(pattern, text[1:], imports)
        else:
            result.append(_expand(line, found))
    while result and not result[0].strip():
        result.pop(0)
    return "\n".join(result) if result else None


def _expand(line: str, found: "re.Match[str]") -> str:
    """Put the groups of a match into a line; an optional group without a value is empty."""

    def group(reference: "re.Match[str]") -> str:
        name = reference[1]
        if name.isdigit():
            return (found[int(name)] or "") if int(name) <= len(found.groups()) else reference[0]
        return (found[name] or "") if name in found.groupdict() else _prefixed(reference, name)

    def _prefixed(reference: "re.Match[str]", name: str) -> str:
        # `\op__` means the group `op` before underscores.
        for known in sorted(found.groupdict(), key=len, reverse=True):
            if name.startswith(known):
                return (found[known] or "") + name[len(known) :]
        return reference[0]

    return re.sub(r"\\(\d+|[^\W\d]\w*)", group, line)


def _import(pattern: Pattern, text: str, imports: Imports) -> None:
    """Carry out a line `from a import b as c, d` or `import a as b, c`."""
    word, _, rest = text.partition(" ")
    module = None
    if word == "from":
        found = re.fullmatch(r"\s*([\w.]+)\s+import\s+(.+)", rest)
        if found is None:
            raise StubError(f"the pattern {pattern.query.pattern!r} says '\\{text}': write '\\from MODULE import NAME'")
        module, rest = found[1], found[2].strip("() ")
    for item in filter(None, (part.strip() for part in rest.split(","))):
        found = re.fullmatch(r"([\w.]+|\*)(?:\s+as\s+(\w+))?", item)
        if found is None:
            raise StubError(f"the pattern {pattern.query.pattern!r} cannot import {item!r}: write 'NAME as NAME'")
        if module is not None:
            imports.bind(module, found[1], found[2] or found[1], export=found[1] == found[2])
        elif found[2] is None:
            imports.whole.setdefault(found[1], False)
        else:
            imports.bind(found[1], name=found[2])
