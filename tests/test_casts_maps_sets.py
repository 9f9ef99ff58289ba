# SPDX-License-Identifier: BSD-3-Clause
"""Maps and sets there and back."""

import collections
import types

import pytest
import test_casts_maps_sets_ext as t
from hypothesis import given
from hypothesis import strategies as st

SETS = ["set_int", "unordered_set_int"]
MULTISETS = ["multiset_int", "unordered_multiset_int"]
MAPS = ["map_int", "unordered_map_int"]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("make", [set, frozenset, list, tuple, iter, dict.fromkeys, bytes])
@pytest.mark.parametrize("items", [[], [1], [1, 2, 3]])
def test_a_set_is_made_from_any_iterable(name, make, items):
    result = getattr(t, name)(make(items))
    assert result == set(items) and type(result) is set


@pytest.mark.parametrize("name", SETS + MULTISETS)
@pytest.mark.parametrize("value", ["12", "", None, 1, ["a"], [1, None]])
def test_text_and_wrong_elements_make_no_set(name, value):
    with pytest.raises(TypeError):
        getattr(t, name)(value)


@pytest.mark.parametrize("name", MULTISETS)
def test_a_multiset_keeps_duplicates(name):
    assert sorted(getattr(t, name)([3, 1, 3])) == [1, 3, 3]


def test_the_overload_whose_elements_fit_is_taken():
    assert t.overloaded([1, 2, 2]) == "int 2"
    assert t.overloaded({"a"}) == "str 1"


def test_an_iterator_needs_conversion():
    assert t.strict([1]) == {1}
    with pytest.raises(TypeError):
        t.strict(iter([1]))


def test_an_error_in_a_generator_is_a_mismatch_but_an_interrupt_passes():
    def fails(error):
        yield 1
        raise error

    with pytest.raises(TypeError):
        t.set_int(fails(ValueError()))
    with pytest.raises(KeyboardInterrupt):
        t.set_int(fails(KeyboardInterrupt()))


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize(
    "make",
    [
        dict,
        collections.OrderedDict,
        types.MappingProxyType,
        collections.UserDict,
        lambda d: collections.ChainMap(d),
        lambda d: collections.defaultdict(int, d),
    ],
)
@pytest.mark.parametrize("items", [{}, {"a": 1}, {"b": 2, "a": 1}])
def test_a_map_is_made_from_any_mapping(name, make, items):
    result = getattr(t, name)(make(items))
    assert result == items and type(result) is dict


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("value", [[("a", 1)], "a", {1: 1}, {"a": "b"}, None, {"a": None}, {"a"}])
def test_other_things_make_no_map(name, value):
    with pytest.raises(TypeError):
        getattr(t, name)(value)


def test_bad_items_are_a_mismatch():
    class Bad:
        def __init__(self, items):
            self._items = items

        def __getitem__(self, key):
            raise KeyError

        def items(self):
            if isinstance(self._items, Exception):
                raise self._items
            return self._items

    for items in ([("a",)], [1], [("a", 1, 2)], 5, ValueError()):
        with pytest.raises(TypeError):
            t.map_int(Bad(items))
    assert t.map_int(Bad([("a", 1)])) == {"a": 1}


@given(st.dictionaries(st.integers(-(2**31), 2**31 - 1), st.lists(st.text().filter(str.isprintable))))
def test_maps_of_vectors(items):
    assert t.map_vector(items) == items


@pytest.mark.parametrize("name", ["multimap_int", "unordered_multimap_int"])
def test_a_multimap_is_a_list_of_pairs(name):
    pairs = [("b", 1), ("a", 2), ("a", 1)]
    assert sorted(getattr(t, name)(pairs)) == sorted(pairs)
    with pytest.raises(TypeError):
        getattr(t, name)([("a",)])


def test_values_of_a_class():
    result = t.points({1: t.Point(5)})
    assert result[1].x == 5


def test_values_may_be_pointers():
    p = t.Point(1)
    t.move_points({"a": p})
    assert p.x == 2


def test_a_set_of_unhashable_elements_cannot_be_returned():
    with pytest.raises(TypeError, match="unhashable"):
        t.set_of_vectors()


def test_a_set_of_a_class():
    assert sorted(p.x for p in t.point_set(3)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({1: {1}}, "key 1: expected str, got int (1)"),
        ({"a": 1}, "value of 'a': expected collections.abc.Set[int], got int (1)"),
        (
            {"a": {"b"}},
            "value of 'a': expected collections.abc.Set[int], got set: item 0: expected int, got str",
        ),
    ],
)
def test_a_failed_cast_names_the_key(value, reason):
    with pytest.raises(TypeError) as info:
        t.cast_map(value)
    assert str(info.value) == (f"expected collections.abc.Mapping[str, collections.abc.Set[int]], got dict: {reason}")


def test_changing_the_dict_while_it_is_converted():
    items = {}

    class Key(str):
        def __index__(self):
            items.clear()
            return 1

    items.update({"a": Key("x"), "b": 2, "c": 3})
    assert t.map_int(items) == {"a": 1, "b": 2, "c": 3}


def test_annotations_differ_by_direction():
    assert "collections.abc.Mapping[str, int]" in t.map_int.__doc__
    assert "-> dict[str, int]" in t.map_int.__doc__
    assert "collections.abc.Set[int]" in t.set_int.__doc__
    assert "-> set[int]" in t.set_int.__doc__
    assert "-> list[tuple[str, int]]" in t.multimap_int.__doc__
