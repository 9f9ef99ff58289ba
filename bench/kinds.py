# SPDX-License-Identifier: BSD-3-Clause
"""The 29 kinds of call and two with arrays, the same Python code for every backend: a loop, then a check of the result.

Runs in the measured interpreter, so it imports nothing that the interpreter does not hold already and keeps to the
oldest Python that is measured. Everything that a loop touches is a local variable.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat
from typing import Any

Kind = Callable[[Any, int], None]


def check(result: object, expected: object) -> None:
    """Refuse a wrong result; not `assert`, which -O removes."""
    if result != expected or type(result) is not type(expected):
        raise SystemExit(f"wrong result {result!r}, expected {expected!r}")


def empty_loop(m: Any, n: int) -> None:
    """Not a kind: what is taken off every other figure."""
    for _ in repeat(None, n):
        pass


def no_argument(m: Any, n: int) -> None:
    """f()"""
    f = m.zero
    for _ in repeat(None, n):
        f()
    check(f(), 7)


def one_int(m: Any, n: int) -> None:
    """f(1)"""
    f = m.one
    for _ in repeat(None, n):
        f(1)
    check(f(1), 1)


def two_ints(m: Any, n: int) -> None:
    """f(1, 2)"""
    f = m.two
    for _ in repeat(None, n):
        f(1, 2)
    check(f(1, 2), 3)


def six_numbers(m: Any, n: int) -> None:
    """six mixed numbers"""
    f = m.six
    for _ in repeat(None, n):
        f(1, 2, 3, 4, 5, 6.0)
    check(f(1, 2, 3, 4, 5, 6.0), 21.0)


def double(m: Any, n: int) -> None:
    """f(1.5)"""
    f = m.real
    for _ in repeat(None, n):
        f(1.5)
    check(f(1.5), 3.0)


def str_to_int(m: Any, n: int) -> None:
    """str -> int"""
    f = m.length
    for _ in repeat(None, n):
        f("hello")
    check(f("hello"), 5)


def str_to_str(m: Any, n: int) -> None:
    """str -> str"""
    f = m.shout
    for _ in repeat(None, n):
        f("hello")
    check(f("hello"), "hello!")


def keywords(m: Any, n: int) -> None:
    """f(a=1, b=2)"""
    f = m.keywords
    for _ in repeat(None, n):
        f(a=1, b=2)
    check(f(b=2, a=1), -1)


def defaults(m: Any, n: int) -> None:
    """defaults"""
    f = m.defaults
    for _ in repeat(None, n):
        f(1)
    check(f(1), 6)


def overload_first(m: Any, n: int) -> None:
    """overload 1 of 3"""
    f = m.overload
    for _ in repeat(None, n):
        f(1)
    check(f(1), 1)


def overload_second(m: Any, n: int) -> None:
    """overload 2 of 3"""
    f = m.overload
    for _ in repeat(None, n):
        f(1.5)
    check(f(1.5), 3)


def overload_third(m: Any, n: int) -> None:
    """overload 3 of 3"""
    f = m.overload
    for _ in repeat(None, n):
        f("hello")
    check(f("hello"), 5)


def method(m: Any, n: int) -> None:
    """a.get()"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.get()
    check(a.get(), 3)


def method_argument(m: Any, n: int) -> None:
    """a.add(4)"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.add(4)
    check(a.add(4), 7)


def static_method(m: Any, n: int) -> None:
    """A.twice(3)"""
    cls = m.Counter
    for _ in repeat(None, n):
        cls.twice(3)
    check(cls.twice(3), 6)


def member_get(m: Any, n: int) -> None:
    """data member, get"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.value  # noqa: B018
    check(a.value, 3)


def member_set(m: Any, n: int) -> None:
    """data member, set"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.value = 4
    check(a.value, 4)


def property_get(m: Any, n: int) -> None:
    """property, get"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.size  # noqa: B018
    check(a.size, 3)


def property_set(m: Any, n: int) -> None:
    """property, set"""
    a = m.Counter(3)
    for _ in repeat(None, n):
        a.size = 4
    check(a.size, 4)


def construct(m: Any, n: int) -> None:
    """A(3) and its end"""
    cls = m.Counter
    for _ in repeat(None, n):
        cls(3)
    check(cls(3).value, 3)


def return_value(m: Any, n: int) -> None:
    """object by value"""
    f = m.make
    for _ in repeat(None, n):
        f(3)
    check(f(3).value, 3)


def return_reference(m: Any, n: int) -> None:
    """object by reference"""
    f = m.shared
    a = f()
    for _ in repeat(None, n):
        f()
    check(f() is a, True)


def object_argument(m: Any, n: int) -> None:
    """object argument"""
    f = m.read
    a = m.Counter(3)
    for _ in repeat(None, n):
        f(a)
    check(f(a), 3)


def add_objects(m: Any, n: int) -> None:
    """a + b"""
    a, b = m.Counter(3), m.Counter(4)
    for _ in repeat(None, n):
        a + b
    check((a + b).value, 7)


def list_argument(m: Any, n: int) -> None:
    """list[int] of 10"""
    f = m.sum
    values = list(range(10))
    for _ in repeat(None, n):
        f(values)
    check(f(values), 45)


def vector_result(m: Any, n: int) -> None:
    """vector of 10"""
    f = m.numbers
    for _ in repeat(None, n):
        f()
    check(f(), list(range(10)))


def callback(m: Any, n: int) -> None:
    """std::function"""

    def successor(value: int) -> int:
        return value + 1

    f = m.call
    for _ in repeat(None, n):
        f(successor)
    check(f(successor), 4)


def enum_argument(m: Any, n: int) -> None:
    """enum argument"""
    f = m.ordinal
    blue = m.Color.blue
    for _ in repeat(None, n):
        f(blue)
    check(f(blue), 4)


def none_pointer(m: Any, n: int) -> None:
    """None for a pointer"""
    f = m.is_null
    for _ in repeat(None, n):
        f(None)
    check(f(None), True)


KINDS: tuple[Kind, ...] = (
    no_argument,
    one_int,
    two_ints,
    six_numbers,
    double,
    str_to_int,
    str_to_str,
    keywords,
    defaults,
    overload_first,
    overload_second,
    overload_third,
    method,
    method_argument,
    static_method,
    member_get,
    member_set,
    property_get,
    property_set,
    construct,
    return_value,
    return_reference,
    object_argument,
    add_objects,
    list_argument,
    vector_result,
    callback,
    enum_argument,
    none_pointer,
)
assert len(KINDS) == 29


def array_argument(m: Any, n: int) -> None:
    """NumPy array argument"""
    from numpy import arange

    f = m.total
    a = arange(4.0)
    for _ in repeat(None, n):
        f(a)
    check(f(a), 6.0)


def array_result(m: Any, n: int) -> None:
    """NumPy array result"""
    f = m.four
    for _ in repeat(None, n):
        f()
    check(f().tolist(), [0.0, 1.0, 2.0, 3.0])


ARRAY_KINDS: tuple[Kind, ...] = (array_argument, array_result)

SETS = {"calls": KINDS, "arrays": ARRAY_KINDS}
LABELS = {kind.__name__: str(kind.__doc__) for kind in KINDS + ARRAY_KINDS}
