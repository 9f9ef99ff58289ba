# SPDX-License-Identifier: BSD-3-Clause
"""Members whose signatures type checkers refuse although that is how the class works.

C++ lets a derived class give a name another signature, and operators take what they like. The stub
says so in a comment; `unused-ignore` covers the cases that a checker accepts after all.
"""

from typing import Any, Optional

from . import facts, functions
from .conventions import Conventions
from .head import parse

#: Special methods that checkers do not compare with those of base classes.
FREE = ("__init__", "__new__", "__init_subclass__", "__hash__", "__class_getitem__")


def excuse(name: str, member: Any, owner: type, conventions: Conventions) -> "Optional[str]":
    """Return the comment that a member needs, or None."""
    if not conventions.strict:
        return None
    codes = []
    if _differs_from_base(name, member, owner, conventions):
        codes += ["override", "misc"] if facts.bound_property(owner, member, conventions.signatures) else ["override"]
    if _differs_from_plain(name, member, owner, conventions):
        codes.append("misc")
    return f"# type: ignore[{','.join([*codes, 'unused-ignore'])}]" if codes else None


def comment(entry: str, text: str) -> str:
    """Put a comment where checkers report an entry: its first line, and the one with `def`."""
    lines = entry.split("\n")
    heads = [i for i, line in enumerate(lines) if line.startswith("def ")][:1]
    return "\n".join(f"{line}  {text}" if i in (0, *heads) else line for i, line in enumerate(lines))


def _differs_from_base(name: str, member: Any, owner: type, conventions: Conventions) -> bool:
    base = next((base for base in owner.__mro__[1:] if name in vars(base)), object)
    own = _stated(member, owner, conventions)
    if own is None:
        return False
    if base is object:
        known = functions.RESULTS.get(name)
        return hasattr(object, name) and known is not None and any(head[-1] != known for head in own)
    return name not in FREE and _stated(vars(base)[name], base, conventions) not in (own, None)


def _differs_from_plain(name: str, member: Any, owner: type, conventions: Conventions) -> bool:
    """Whether an in-place operator takes something else than the plain one."""
    if not (name.startswith("__i") and name.endswith("__")):
        return False
    plain = vars(owner).get(f"__{name[3:]}")
    return _stated(plain, owner, conventions) not in (_stated(member, owner, conventions), None)


def _stated(member: Any, owner: type, conventions: Conventions) -> "Optional[list[tuple[str, ...]]]":
    """Return the parameters and results of what a bound function or property states."""
    chain = facts.overloads(getattr(member, "__func__", member), conventions.signatures)
    if chain is None:
        bound = facts.bound_property(owner, member, conventions.signatures)
        if bound is None or bound.static:
            return None
        chain = [*(bound.getter or ()), *(bound.setter or ())]
    return [_parts(entry.text) for entry in chain]


def _parts(text: str) -> "tuple[str, ...]":
    head = parse(text)
    return (text,) if head is None else (*map(str, head.parameters), str(head.result))
