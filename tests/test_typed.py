# SPDX-License-Identifier: BSD-3-Clause
"""Wrappers whose element types are checked, and wrappers of bound classes."""

import pytest
import test_typed_ext as t

from failing import assert_fails

# --- typed ----------------------------------------------------------------------------------------


def assert_explained(function, value, text):
    """Check the end of a mismatch message: what of the argument is wrong."""
    with pytest.raises(TypeError) as info:
        function(value)
    assert str(info.value).endswith(text), str(info.value)


def test_typed_list_checks_every_element():
    assert t.typed_list([1, 2]) == 2
    assert t.typed_list([]) == 0
    assert_explained(t.typed_list, [1, "x"], "expected list[int], got list: item 1: expected int, got str")


def test_typed_list_wants_a_list():
    assert_explained(t.typed_list, (1,), "expected list[int], got tuple")


def test_typed_list_of_float_takes_ints():
    assert t.typed_list_float([1, 2.5]) == 2


def test_typed_lists_can_be_nested():
    assert t.typed_nested([[1], []]) == 2
    assert_explained(t.typed_nested, [[1], [2, None]], "item 1: item 1: expected int, got None")


def test_typed_dict_checks_keys_and_values():
    assert t.typed_dict({"a": 1}) == 1
    assert_explained(t.typed_dict, {"a": "b"}, "value of key 'a': expected int, got str")
    assert_explained(t.typed_dict, {1: 1}, "key 1: expected str, got int (1)")
    assert t.typed_mapping({"a": 1}) == 1


def test_typed_tuple_checks_length_and_items():
    assert t.typed_tuple((1, "a")) == 2
    assert_explained(t.typed_tuple, (1,), "expected 2 items, got 1")
    assert_explained(t.typed_tuple, (1, 2), "item 1: expected str, got int (2)")
    assert t.typed_tuple_any((1, 2, 3)) == 3
    assert_explained(t.typed_tuple_any, (1, None), "item 1: expected int, got None")


def test_typed_set_and_sequence():
    assert t.typed_set({1, 2}) == 2
    assert_explained(t.typed_set, {"x"}, "item 'x': expected int, got str")
    assert t.typed_sequence(range(3)) == 3
    assert_explained(t.typed_sequence, [0.5], "item 0: expected int, got float")


def test_typed_unchecked_checks_the_container_only():
    assert t.typed_unchecked(["x"]) == 1
    with pytest.raises(TypeError):
        t.typed_unchecked(("x",))


def test_typed_callables_and_iterators_are_annotations():
    assert t.typed_callable(lambda i, s: (i, s)) == (1, "s")
    assert t.typed_iterator(iter(["not an int"])) == "not an int"


def test_typed_shows_in_the_signature():
    assert "list[list[int]]" in t.typed_nested.__doc__
    assert "dict[str, int]" in t.typed_dict.__doc__
    assert "tuple[int, ...]" in t.typed_tuple_any.__doc__
    assert "collections.abc.Callable[[int, str], int]" in t.typed_callable.__doc__
    assert "list[int]" in t.typed_unchecked.__doc__


def test_cast_to_typed_explains():
    assert t.typed_cast([1]) == 1
    assert_fails(TypeError, "expected list[int], got list: item 0: expected int, got str", t.typed_cast, ["x"])
    assert t.typed_try_cast([1])
    assert not t.typed_try_cast(["x"])


# --- bound classes --------------------------------------------------------------------------------


def test_find_gives_the_existing_object():
    s = t.Shape(3)
    assert s.self_object() is s
    assert not t.find_none()
    assert t.shape_type() is t.Shape


def test_typed_list_of_a_bound_class():
    assert t.typed_shapes([t.Shape(3)]) == 1
    assert_explained(t.typed_shapes, [t.Shape(3), 4], "item 1: expected test_typed_ext.Shape, got int (4)")
    assert_explained(t.typed_shapes, [None], "item 0: expected test_typed_ext.Shape, got None")


def test_typed_list_of_pointers_takes_none():
    assert t.typed_shape_pointers([t.Shape(3), None]) == 2
    assert "Shape | None" in t.typed_shape_pointers.__doc__


def test_handle_t_and_type_object_t_are_checked():
    class Derived(t.Shape):
        pass

    assert t.shape_handle(t.Shape(5)) == 5
    assert t.shape_class(Derived) is Derived
    for function, value in ((t.shape_handle, 3), (t.shape_class, int), (t.shape_class, 3)):
        with pytest.raises(TypeError):
            function(value)


def test_cast_to_a_bound_class_names_it():
    assert t.shape_cast(t.Shape(4)) == 4
    assert_fails(TypeError, "expected test_typed_ext.Shape, got str", t.shape_cast, "x")
