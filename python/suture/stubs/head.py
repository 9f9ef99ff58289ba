# SPDX-License-Identifier: BSD-3-Clause
"""The head of a function as text, `def name(parameters) -> result`, taken apart and put together."""

import keyword
import re
from dataclasses import dataclass, field
from typing import Optional

#: A string literal, a bracket, or a character that separates the parts of a head.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|->|[\[\](){},:=|]|[^\[\](){},:=|\'"-]+|.', re.DOTALL)


@dataclass
class Parameter:
    """One parameter; `name` has its stars, and is `*` or `/` for the marks of the list."""

    name: str
    annotation: "Optional[str]" = None
    default: "Optional[str]" = None

    def __str__(self) -> str:
        if self.annotation is None:
            return self.name if self.default is None else f"{self.name}={self.default}"
        text = f"{self.name}: {self.annotation}"
        return text if self.default is None else f"{text} = {self.default}"

    @property
    def is_mark(self) -> bool:
        """Whether this is `*` or `/`."""
        return self.name in ("*", "/")


@dataclass
class Head:
    """A function's head; `before` is what precedes `def`, such as decorators."""

    name: str
    parameters: "list[Parameter]" = field(default_factory=list)
    result: "Optional[str]" = None
    before: str = ""
    type_parameters: str = ""

    def __str__(self) -> str:
        arrow = "" if self.result is None else f" -> {self.result}"
        listed = ", ".join(map(str, self.parameters))
        return f"{self.before}def {self.name}{self.type_parameters}({listed}){arrow}"


def is_name(text: str) -> bool:
    """Whether a text can stand where Python wants a name."""
    return text.isidentifier() and not keyword.iskeyword(text)


def parse(text: str) -> "Optional[Head]":
    """Return the parts of a head, or None if the text is none."""
    found = re.match(r"((?:.*\n)*?\s*)def\s*([^\W\d]\w*|<anonymous>)?\s*", text)
    if found is None:
        return None
    head = Head(found[2] or "", before=found[1])
    rest = text[found.end() :]
    if rest.startswith("["):
        inner, rest = _bracketed(rest)
        head.type_parameters = inner
    if not rest.startswith("("):
        return None
    inner, rest = _bracketed(rest)
    rest = rest.strip()
    if rest.startswith("->"):
        head.result = rest[2:].strip()
    elif rest:
        return None
    for piece in split(inner[1:-1], ","):
        if piece:
            head.parameters.append(_parameter(piece))
    return head


def _parameter(text: str) -> Parameter:
    name, *default = split(text, "=", 1)
    name, *annotation = split(name, ":", 1)
    if keyword.iskeyword(name):
        name += "_"  # C++ may use it
    return Parameter(name, annotation[0] if annotation else None, default[0] if default else None)


def _bracketed(text: str) -> "tuple[str, str]":
    """Split off the bracketed beginning of a text."""
    depth = 0
    for token in TOKEN.finditer(text):
        depth += {"[": 1, "(": 1, "{": 1, "]": -1, ")": -1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return text[: token.end()], text[token.end() :]
    return text, ""


def split(text: str, separator: str, most: int = -1) -> "list[str]":
    """Split at the separators that are outside of brackets and strings."""
    pieces, depth, start = [], 0, 0
    for token in TOKEN.finditer(text):
        depth += {"[": 1, "(": 1, "{": 1, "]": -1, ")": -1, "}": -1}.get(token[0], 0)
        if token[0] == separator and depth == 0 and most != 0:
            pieces.append(text[start : token.start()].strip())
            start = token.end()
            most -= 1
    pieces.append(text[start:].strip())
    return pieces
