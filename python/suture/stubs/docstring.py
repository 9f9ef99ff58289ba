# SPDX-License-Identifier: BSD-3-Clause
"""Docstrings as Python source."""

import inspect
from typing import Optional

#: A longer docstring is a block.
LINE = 70


def clean(text: object) -> "Optional[str]":
    """Return a docstring without its source's indentation, or None if there is none to show."""
    if not isinstance(text, str):
        return None
    return inspect.cleandoc(text).strip() or None


def literal(text: str) -> str:
    """Return the source of a docstring: one line where the text is one, else a block."""
    text = (inspect.cleandoc(text) or text).strip()
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if "\n" in escaped or len(escaped) > LINE:
        return f'"""\n{escaped}\n"""'
    if escaped.endswith('"') and not escaped.endswith('\\"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""{escaped}"""'
