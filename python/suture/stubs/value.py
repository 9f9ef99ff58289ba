# SPDX-License-Identifier: BSD-3-Clause
"""Values as Python source, where a reader can make something of them."""

import enum
import math
from typing import Any, Optional

from .annotation import Annotations

#: A longer text is left out: the stub says `...`.
LENGTH = 50


def expression(value: Any, annotations: Annotations, length: "Optional[int]" = LENGTH) -> "Optional[str]":
    """Return the source of a value, or None where there is no short one."""
    text = _source(value, annotations)
    if text is None or (length is not None and len(text) > length):
        return None
    return text


def _source(value: Any, annotations: Annotations) -> "Optional[str]":
    kind = type(value)
    if value is None or value is Ellipsis:
        return "None" if value is None else "..."
    if isinstance(value, enum.Enum):
        name = getattr(value, "_name_", None)
        known = kind.__members__.get(name) if isinstance(name, str) else None
        return f"{annotations.type(kind)}.{name}" if known is value else None
    if kind is float:
        return repr(value) if math.isfinite(value) else f"float('{value!r}')"
    if kind in (bool, int, str, bytes):
        return repr(value)
    if kind in (tuple, list, set):
        parts = [_source(item, annotations) for item in value]
        if any(part is None for part in parts) or (kind is set and not parts):
            return None
        inner = ", ".join(part for part in parts if part is not None)
        if kind is tuple:
            return f"({inner},)" if len(parts) == 1 else f"({inner})"
        return f"[{inner}]" if kind is list else "{" + inner + "}"
    if kind is dict:
        pairs = [(_source(key, annotations), _source(item, annotations)) for key, item in value.items()]
        if any(key is None or item is None for key, item in pairs):
            return None
        return "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"
    if isinstance(value, type):
        return annotations.type(value)
    return None
