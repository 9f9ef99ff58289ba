# SPDX-License-Identifier: BSD-3-Clause
"""What bound objects say of themselves: signatures of functions, properties and classes."""

import re
import types
from dataclasses import dataclass
from typing import Any, Optional

from . import docstring

#: Static function of bound classes: the signatures of what reads and writes an attribute.
PROPERTY = "__suture_property__"


@dataclass
class Overload:
    r"""One signature of a function: its text, whose defaults are `\0`, `\1`, ..., and its docstring."""

    text: str
    doc: "Optional[str]"
    defaults: "tuple[Any, ...]" = ()


def overloads(function: object, attributes: "tuple[str, ...]") -> "Optional[list[Overload]]":
    """Return the signatures of a bound function, or None if it is no bound function."""
    for attribute in attributes:
        entries = getattr(type(function), attribute, None)
        if entries is None:
            continue
        found = read(getattr(function, attribute, None))
        if found is not None:
            return found
    return None


def read(entries: object) -> "Optional[list[Overload]]":
    """Return the overloads of a signature attribute: (text, docstring[, defaults]) for each."""
    if not isinstance(entries, tuple) or not entries or not isinstance(entries[0], tuple):
        return None
    return [
        Overload(entry[0], docstring.clean(entry[1]), (entry[2] or ()) if len(entry) > 2 else ()) for entry in entries
    ]


@dataclass
class Property:
    """How an attribute of instances, or of a class, is read and written: None where it is not."""

    getter: "Optional[list[Overload]]"
    setter: "Optional[list[Overload]]"
    static: bool = False


def bound_property(owner: type, descriptor: object, attributes: "tuple[str, ...]") -> "Optional[Property]":
    """Return what reads and writes an attribute, if it is a bound property or data member."""
    if isinstance(descriptor, (types.GetSetDescriptorType, types.MemberDescriptorType)):
        accessor = getattr(owner, PROPERTY, None)
        pair = accessor(descriptor) if callable(accessor) else None
        return Property(read(pair[0]), read(pair[1])) if pair is not None else None
    if not hasattr(type(descriptor), "fget"):
        return None
    getter = overloads(getattr(descriptor, "fget", None), attributes)
    setter = overloads(getattr(descriptor, "fset", None), attributes)
    if getter is None and setter is None:
        return None
    return Property(getter, setter, "static" in type(descriptor).__name__)


def class_head(value: type, attributes: "tuple[str, ...]") -> "Optional[str]":
    """Return the head that a class states as text, decorators included."""
    found = text_signature(value, attributes)
    return found if found is not None and re.match(r"(?:@.*\n\s*)*class\b", found) else None


def text_signature(value: object, attributes: "tuple[str, ...]") -> "Optional[str]":
    """Return the declaration that a class, or the type of a value, states as text."""
    for attribute in attributes:
        found = vars(value).get(attribute) if isinstance(value, type) else None
        if not isinstance(value, type) and hasattr(type(value), attribute):
            found = getattr(value, attribute, None)
        if isinstance(found, str):
            return found
    return None
