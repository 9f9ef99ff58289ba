# SPDX-License-Identifier: BSD-3-Clause
"""std::function from Python callables and to Python."""

import functools
import gc
import sys
import weakref

import pytest
import test_casts_functions_ext as t


class Adds:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x + self.n

    def method(self, x):
        return x + self.n


@pytest.mark.parametrize(
    "f",
    [lambda x: x + 1, Adds(1), Adds(1).method, functools.partial(int.__add__, 1), (1).__add__],
)
def test_any_callable_can_be_called(f):
    assert t.call(f, 41) == 42


@pytest.mark.parametrize("value", [1, "f", None, [], object()])
def test_what_cannot_be_called_is_refused(value):
    with pytest.raises(TypeError):
        t.call(value, 1)


def test_arguments_and_results_are_converted():
    assert t.call_text(lambda s, n: s * n) == "texttext"
    assert t.call_vector(lambda v: [x * 2 for x in v]) == [2, 4, 6]
    assert t.call_no_arguments(lambda: 5) == 5
    assert t.call_void(lambda: "ignored") is None
    marker = object()
    assert t.call_object(lambda o: o, marker) is marker


def test_a_wrong_result_is_a_type_error():
    with pytest.raises(TypeError):
        t.call(lambda x: "text", 1)
    with pytest.raises(TypeError):
        t.call(lambda x: None, 1)


def test_a_wrong_number_of_parameters_is_a_type_error():
    with pytest.raises(TypeError, match="positional argument"):
        t.call(lambda: 1, 1)


def test_an_exception_passes_through_with_its_traceback():
    def fails(x):
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine") as info:
        t.call(fails, 1)
    assert "fails" in [entry.name for entry in info.traceback]


def test_an_exception_can_be_caught_in_cpp():
    def fails(error):
        raise error

    assert t.catches(lambda: fails(KeyError("k"))) == "KeyError"
    assert "ValueError: v" in t.catches(lambda: fails(ValueError("v")))
    assert t.catches(lambda: None) == "nothing"


def test_an_object_passes_by_reference():
    n = t.Node(3)
    seen = []
    assert t.call_node(lambda o: seen.append(o) or o.v, n) == 3
    assert seen[0] is n
    n.v = 7
    assert t.call_node_pointer(lambda: n) == 7
    assert t.call_node_value(lambda o: t.Node(o.v + 1)) == 5


def test_a_reference_to_an_object_that_nobody_keeps_is_refused():
    with pytest.raises(TypeError, match="keeps alive"):
        t.call_node_pointer(lambda: t.Node(1))
    assert t.call_node_pointer(lambda: None) == -1


def test_none_is_an_empty_function_only_where_it_is_allowed():
    assert t.optional(None) == 0
    assert t.optional(lambda: None) == 1
    with pytest.raises(TypeError):
        t.call_void(None)


def test_an_empty_function_is_none():
    assert t.empty() is None


def test_a_callable_comes_back_as_the_same_object():
    f = lambda x: x  # noqa: E731
    assert t.identity(f) is f
    assert t.identity(Adds(1).method)(1) == 2


def test_a_cpp_function_becomes_a_callable():
    f = t.make_adder(5)
    assert f(1) == 6
    assert callable(f)
    assert t.call(f, 2) == 7
    with pytest.raises(TypeError):
        f("x")


def test_the_cpp_function_dies_with_its_callable():
    f = t.make_counted()
    assert t.alive() == 1 and f() == 1
    del f
    gc.collect()
    assert t.alive() == 0


def test_functions_of_functions():
    h = t.compose(lambda x: x + 1, t.make_adder(10))
    assert h(1) == 12
    assert t.callbacks({"a": lambda x: x, "b": t.make_adder(1)}) == 3


def test_references_are_released():
    f = Adds(1)
    before = sys.getrefcount(f)
    t.call(f, 1)
    t.identity(f)
    assert sys.getrefcount(f) == before


def test_a_kept_function_keeps_the_callable_alive():
    f = Adds(5)
    alive = weakref.ref(f)
    t.keep(f)
    del f
    assert alive() is not None
    assert t.call_kept(1) == 6
    t.keep(None)
    assert alive() is None


def test_another_thread_calls_back():
    assert t.call_in_thread(lambda x: x + 1) == 21


def test_another_thread_drops_the_last_copy():
    f = Adds(1)
    alive = weakref.ref(f)
    t.copy_and_drop_in_thread(f)
    del f
    assert alive() is None


def test_an_exception_in_another_thread():
    def fails():
        raise ValueError("in a thread")

    assert "ValueError: in a thread" in t.raise_in_thread(fails)


@pytest.fixture
def interpreters():
    try:
        import _interpreters as module

        module.create_legacy = lambda: module.create("legacy")
    except ImportError:
        module = pytest.importorskip("_xxsubinterpreters")
        module.create_legacy = lambda: module.create(isolated=False)
    return module


def test_a_callback_runs_in_the_interpreter_that_it_was_made_in(interpreters):
    other = interpreters.create_legacy()
    script = f"""
import sys
sys.path[:] = {sys.path!r}
import test_casts_functions_ext as t
offset = 100
t.keep(lambda n: n + offset)
assert t.call_kept_or_gone(1) == t.call_kept_in_thread(1) == "101"
"""
    interpreters.run_string(other, script)
    assert t.call_kept_or_gone(2) == t.call_kept_in_thread(2) == "102"
    interpreters.destroy(other)
    assert t.call_kept_or_gone(3) == t.call_kept_in_thread(3) == "gone"
    t.keep(None)


def test_overloads():
    assert t.overloaded(1) == "int"
    assert t.overloaded(print) == "function"


def test_annotations():
    assert "collections.abc.Callable[[int], int]" in t.call.__doc__
    assert "collections.abc.Callable[[], None]" in t.call_void.__doc__


def test_annotations_of_a_callback_turn_the_direction_around():
    doc = t.call_vector.__doc__
    assert "Callable[[list[int]], collections.abc.Sequence[int]]" in doc
