# SPDX-License-Identifier: BSD-3-Clause
"""The order of overloads for type checkers, which take the first that fits.

Suture prefers an exact match, whatever the order: `f(float)` before `f(int)` still calls the second
for an int. A checker would find that the second is never reached.
"""

from typing import TYPE_CHECKING

from .head import split

if TYPE_CHECKING:
    from .head import Head, Parameter

#: Types that take what the ones before them do.
NUMBERS = ("bool", "int", "float", "complex")


def arrange(heads: "list[Head | str]") -> "list[int]":
    """Return the indices of the overloads to write, each before those that would hide it.

    An overload of the same parameters as an earlier one is left out.
    """
    order: list[int] = []
    for i, head in enumerate(heads):
        place = len(order)
        same = False
        for at, j in enumerate(order):
            if covers(heads[j], head):
                same = covers(head, heads[j])
                place = at
                break
        if not same:
            order.insert(place, i)
    return order


def covers(wide: "Head | str", narrow: "Head | str") -> bool:
    """Whether every call that fits `narrow` fits `wide`, as far as the text tells."""
    if isinstance(wide, str) or isinstance(narrow, str) or wide.type_parameters or narrow.type_parameters:
        return wide == narrow
    if len(wide.parameters) != len(narrow.parameters):
        return False
    named = not _positional(wide) or not _positional(narrow)
    return all(_takes(w, n, named) for w, n in zip(wide.parameters, narrow.parameters))


def _positional(head: "Head") -> bool:
    """Whether no parameter, self aside, can be given by name."""
    names = [p.name for p in head.parameters]
    return names[-1:] == ["/"] or names in ([], ["self"], ["cls"])


def _takes(wide: "Parameter", narrow: "Parameter", named: bool) -> bool:
    fixed = wide.is_mark or narrow.is_mark or named or wide.name.startswith("*")
    if fixed and wide.name != narrow.name:
        return False
    if (wide.default is None) != (narrow.default is None):
        return False
    return _type_takes(wide.annotation or "Any", narrow.annotation or "Any")


def _type_takes(wide: str, narrow: str) -> bool:
    if wide == narrow or wide in ("object", "Any"):
        return True
    if wide in NUMBERS and narrow in NUMBERS:
        return NUMBERS.index(wide) >= NUMBERS.index(narrow)
    kinds = split(wide, "|")
    return len(kinds) > 1 and all(any(_type_takes(w, n) for w in kinds) for n in split(narrow, "|"))
