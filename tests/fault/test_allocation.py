# SPDX-License-Identifier: BSD-3-Clause
"""Every allocation that can fail does: the n-th of an operation, for all n until it succeeds."""

import gc
import types

import pytest
import test_casts_strings_ext as s
import test_classes_ext as c
import test_factories_ext as made
import test_functions_ext as f
import test_gc_ext as g
import test_inheritance_ext as i
import test_members_ext as members
import test_ndarray_ext as arrays
import test_ownership_ext as o
import test_trampolines_ext as v

_testcapi = pytest.importorskip("_testcapi")
if not hasattr(_testcapi, "set_nomemory"):
    pytest.skip("this CPython cannot fail allocations", allow_module_level=True)

LIMIT = 400


def exhaust(operation):
    """Call `operation` with the n-th allocation failing, n = 0, 1, ... until it passes."""
    failures = 0
    for n in range(LIMIT):
        caught = None
        _testcapi.set_nomemory(n, n + 1)
        try:
            operation()
        except Exception as e:  # a conversion that fails may end in a TypeError
            caught = e
        finally:
            _testcapi.remove_mem_hooks()
        if caught is None:
            operation()
            return failures
        assert not isinstance(caught, SystemError)  # a result with an error set is one
        failures += 1
    raise AssertionError("the operation never passed")


class Both(i.One, i.Two):
    def __init__(self):
        i.One.__init__(self, 1)
        i.Two.__init__(self, 2)


class Dog(v.Animal):
    def legs(self):
        return 4

    def noise(self, times):
        return "wuff"


DOG = Dog("rex")


def use_keep_alive():
    nurse = f.Nurse()
    nurse.take(f.Patient(3))
    assert nurse.value() == 3


class Foreign:
    pass


# It dies when memory is back: CPython from 3.13 on needs some to call back weak references, and
# gives them up without.
NURSE = [Foreign()]


def use_foreign_nurse():
    f.object_nurse(NURSE[0], f.Patient(3))


def alive():
    NURSE[0] = Foreign()
    gc.collect()
    return [m.alive() for m in (c, f, i, o, v)]


def use_arena():
    node = o.Arena().root().add(2).add(3)
    assert node.parent().parent().home() is node.home()


def use_unique():
    o.keep_unique(o.Unique(3))
    assert o.give_back_unique().v == 3


def use_shared():
    s = o.Shared(3)
    o.keep_shared(s)
    assert o.kept_shared() is s
    o.keep_shared(None)


def use_error():
    try:
        f.add("x", 2)
    except TypeError:
        pass


def use_overload_error():
    try:
        f.by_count("x", None, k=1)
    except TypeError:
        pass


def use_array_error():
    try:
        arrays.points(b"")
    except TypeError:
        pass


OPERATIONS = {
    "array argument": lambda: (
        arrays.facts(bytearray(3)),
        arrays.facts(arrays.ret_array_api()),
        arrays.facts(arrays.ret_capsule()),
    ),
    "array result": lambda: arrays.ret_memview().tolist(),
    "array as a capsule": lambda: arrays.ret_array_api().__dlpack__(max_version=(1, 0)),
    "array error": use_array_error,
    "call": lambda: f.add(1000, 2000),
    "call by keyword": lambda: f.add(b=1000, a=2000),
    "call with everything": lambda: f.everything(1, 2, 3, 4, k=5, z=6),
    "overloads": lambda: (f.by_count(), f.by_count(1), f.convert_second(1)),
    "text": lambda: f.defaults(1, "text", None, 0.5),
    "construct": lambda: c.Point(1, 2),
    "construct an external object": lambda: o.Shared(3),
    "construct by factories": lambda: (made.ByValue(1), made.ByPointer(1), made.ByUnique(1), made.ByShared(1)),
    "result by value": lambda: c.Point(1, 2).moved(1),
    "copy": lambda: o.Box().ref_copy(),
    "reference": lambda: o.Box().ref_reference(),
    "member object": lambda: members.Members().inner.x,
    "member list": lambda: setattr(members.Members(), "list", [1, 2, 3]),
    "several bases": lambda: t_right(i.Both()),
    "python class over two": Both,
    "dynamic type": lambda: i.make_shared_dog().name(),
    "implicit conversion": lambda: c.take_seconds(5),
    "implicit conversion that is kept": lambda: f.Nurse().take("four"),
    "keep_alive": use_keep_alive,
    "foreign nurse": use_foreign_nurse,
    "arena": use_arena,
    "unique": use_unique,
    "shared": use_shared,
    "override": lambda: (v.legs(DOG), v.noise(DOG, 1)),
    "override of a new object": lambda: v.legs(Dog("x")),
    "callback": lambda: setattr(g.Callbacks(), "call", len),
    "error": use_error,
    "overload error": use_overload_error,
    "documentation": lambda: (f.everything.__doc__, c.Point.__init__.__doc__),
    "pickling": lambda: c.Saved.__new__(c.Saved).__setstate__((1, "two")),
    "cpp_function": lambda: f.make_heap_adder(3)(4),
    "definition": lambda: f.unbound_argument(types.ModuleType("m")),
}


def t_right(both):
    assert i.take_right(both) == 2


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_allocation_fails(name):
    operation = OPERATIONS[name]
    operation()
    before = alive()
    exhaust(operation)
    assert alive() == before


def test_a_failed_construction_leaves_no_object():
    def construct():
        o.Counting(3)

    before = o.alive()
    assert exhaust(construct) > 0
    assert o.alive() == before


@pytest.mark.parametrize("length", [10, 11])
def test_text_that_could_not_be_encoded_at_first_leaves_no_error_behind(length):
    text = "é" * length
    _testcapi.set_nomemory(0, 1)
    try:
        got = s.text(text)
    finally:
        _testcapi.remove_mem_hooks()
    assert got == text


def test_text_that_cannot_be_encoded_is_a_memory_error():
    text = "é" * 12
    with pytest.raises(MemoryError):
        try:
            _testcapi.set_nomemory(0, 0)
            s.text(text)
        finally:
            _testcapi.remove_mem_hooks()
