# SPDX-License-Identifier: BSD-3-Clause
"""Sequence containers there and back."""

import array
import collections

import pytest
import test_casts_sequences_ext as t
from hypothesis import given
from hypothesis import strategies as st

INT_CONTAINERS = ["vector_int", "list_int", "deque_int", "forward_list_int"]
STRING_CONTAINERS = ["vector_string", "list_string", "deque_string", "forward_list_string"]


class Sequence:
    """A sequence of one's own, without a common base class."""

    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


@pytest.mark.parametrize("name", INT_CONTAINERS)
@pytest.mark.parametrize("make", [list, tuple, collections.deque, lambda v: Sequence(*v)])
@pytest.mark.parametrize("items", [[], [1], [3, 1, 2]])
def test_any_sequence_is_taken(name, make, items):
    assert getattr(t, name)(make(items)) == items


@pytest.mark.parametrize("name", INT_CONTAINERS)
def test_ranges_arrays_and_list_subclasses_are_sequences(name):
    class Numbers(list):
        pass

    assert getattr(t, name)(range(3)) == [0, 1, 2]
    assert getattr(t, name)(array.array("i", [4, 5])) == [4, 5]
    assert getattr(t, name)(Numbers([1])) == [1]


@pytest.mark.parametrize("name", STRING_CONTAINERS)
@pytest.mark.parametrize("items", [[], ["a"], ["b", "", "é"]])
def test_containers_of_strings(name, items):
    assert getattr(t, name)(items) == items


@pytest.mark.parametrize("name", INT_CONTAINERS + STRING_CONTAINERS + ["vector_char", "vector_u8"])
@pytest.mark.parametrize("value", ["12", b"12", {1: 2}, {1, 2}, iter([1]), (i for i in [1]), None, 1])
def test_text_sets_mappings_and_generators_are_no_sequences(name, value):
    with pytest.raises(TypeError):
        getattr(t, name)(value)


@pytest.mark.parametrize("name", INT_CONTAINERS)
@pytest.mark.parametrize("items", [["a"], [1, 2.0], [None], [2**31], [1, []]])
def test_one_wrong_element_refuses_the_whole(name, items):
    with pytest.raises(TypeError):
        getattr(t, name)(items)


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_64_bit_integers(items):
    assert t.vector_i64(items) == items


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_unsigned_64_bit_integers(items):
    assert t.vector_u64(items) == items


@given(st.lists(st.floats(allow_nan=False)))
def test_floats(items):
    assert t.vector_double(items) == items


@given(st.lists(st.booleans()))
def test_vector_of_bool(items):
    assert t.vector_bool(items) == items


def test_narrow_elements_are_range_checked():
    assert t.vector_u8([0, 255]) == [0, 255]
    for wrong in ([256], [-1], [1, 1000]):
        with pytest.raises(TypeError):
            t.vector_u8(wrong)


def test_other_scalars():
    assert t.vector_char(["a", "b"]) == ["a", "b"]
    assert t.vector_float([0.5, 1]) == [0.5, 1.0]
    with pytest.raises(TypeError):
        t.vector_bool([1])


def test_elements_are_converted_by_the_flags_of_the_argument():
    assert t.vector_double([1, 2.5, True]) == [1.0, 2.5, 1.0]
    assert t.strict([1]) == [1]
    with pytest.raises(TypeError):
        t.strict([True])


def test_an_overload_that_needs_no_conversion_wins():
    assert t.overloaded([1, 2]) == "int"
    assert t.overloaded([1.0, 2.0]) == "double"
    assert t.overloaded([1.0, 2]) == "double"
    assert t.overloaded(["a"]) == "str"


def test_index_is_called_on_a_list_that_it_empties():
    items = []

    class Destroys:
        def __index__(self):
            items.clear()
            return 7

    items += [1, Destroys(), *range(100)]
    expected = [1, 7, *range(100)]
    assert t.vector_int(items) == expected


def test_a_conversion_of_an_element_may_change_the_list():
    items = []

    class Destroys:
        def __index__(self):
            items.clear()
            return 7

    items += [Destroys(), 2, 3]
    assert t.list_int(items) == [7, 2, 3]


def test_nested_vectors():
    assert t.vector_vector([[1, 2], (), range(2)]) == [[1, 2], [], [0, 1]]
    with pytest.raises(TypeError):
        t.vector_vector([[1], ["a"]])


def test_objects_pass_through():
    items = [None, object(), 1]
    assert all(a is b for a, b in zip(t.vector_object(items), items))


def test_ways_to_pass():
    assert t.by_pointer([1, 2]) == 2
    assert t.by_reference([1, 2, 3]) == 3
    assert t.by_rvalue((1,)) == [1]


def test_an_array_has_a_fixed_size():
    assert t.array_int((1, 2, 3)) == [1, 2, 3]
    assert t.array_string(["a", "b"]) == ["a", "b"]
    assert t.array_empty([]) == []
    for wrong in ([1, 2], [1, 2, 3, 4], []):
        with pytest.raises(TypeError):
            t.array_int(wrong)
    with pytest.raises(TypeError):
        t.array_empty([1])


def test_valarray():
    assert t.valarray_double([1.5, 2]) == [1.5, 2.0]
    assert t.valarray_double(()) == []
    assert t.valarray_string(["a"]) == ["a"]


def test_elements_of_a_class_are_copied_from_the_instances():
    points = [t.Point(1), t.Point(2)]
    copies = t.points(points)
    assert [p.x for p in copies] == [1, 2]
    assert copies[0] is not points[0]


def test_elements_of_a_result_are_moved():
    t.counts()
    assert len(t.make_points()) == 2
    assert t.counts() == [0, 2]


def test_elements_may_be_pointers():
    a, b = t.Point(1), t.Point(2)
    assert t.points_by_pointer([a, b, a]) == 3
    assert (a.x, b.x) == (3, 3)
    assert t.points_by_pointer([None]) == 1


def test_pointers_come_back_as_the_same_objects():
    a, b = t.Point(1), t.Point(2)
    result = t.echo_pointers([b, a, None])
    assert result[0] is b and result[1] is a and result[2] is None


def test_reference_wrappers():
    a = t.Point(1)
    result = t.points_by_wrapper([a, a])
    assert a.x == 3 and result[0] is a
    with pytest.raises(TypeError):
        t.points_by_wrapper([None])


def test_elements_need_no_default_constructor():
    assert [o.v for o in t.no_defaults([t.NoDefault(4)])] == [4]


def test_an_exception_of_a_copy_constructor_arrives():
    with pytest.raises(ValueError, match="no copy today"):
        t.throwing([t.ThrowsOnCopy()])


def test_elements_convert_implicitly():
    assert t.implicits([1, t.Implicit(2), 3]) == 6


def test_cast_outside_a_call():
    assert t.cast_vector((1, 2)) == 2
    assert t.round_trip([1, 2]) == [1, 2]
    with pytest.raises(TypeError):
        t.cast_vector(["a"])


def message(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value)


def test_a_failed_cast_names_the_item():
    assert message(t.cast_vector, [1, "a"]) == (
        "expected collections.abc.Sequence[int], got list: item 1: expected int, got str"
    )
    assert message(t.cast_vector, 5) == "expected collections.abc.Sequence[int], got int (5)"
    assert message(t.cast_nested, [[1.5], ["a"]]) == (
        "expected collections.abc.Sequence[tuple[str, collections.abc.Sequence[float]]], "
        "got list: item 0: expected tuple[str, collections.abc.Sequence[float]], got list"
    )
    assert message(t.cast_nested, [["a", [1.5, "b"]]]) == (
        "expected collections.abc.Sequence[tuple[str, collections.abc.Sequence[float]]], "
        "got list: item 0: expected tuple[str, collections.abc.Sequence[float]], got list: "
        "item 1: expected collections.abc.Sequence[float], got list: "
        "item 1: expected float, got str"
    )
    assert message(t.cast_points, [t.Point(1), 2]) == (
        "expected collections.abc.Sequence[test_casts_sequences_ext.Point], got list: "
        "item 1: expected test_casts_sequences_ext.Point, got int (2)"
    )


def test_annotations_differ_by_direction():
    doc = t.vector_int.__doc__
    assert "collections.abc.Sequence[int]" in doc
    assert "-> list[int]" in doc
