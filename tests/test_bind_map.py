# SPDX-License-Identifier: BSD-3-Clause
"""Maps bound as classes that behave like dict."""

import gc

import pytest
import test_bind_map_ext as t

BOTH = pytest.mark.parametrize("cls", [t.Map, t.Hashed], ids=["map", "unordered_map"])


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


@BOTH
def test_made_from_nothing_a_dict_and_another(cls):
    assert dict(cls()) == {}
    made = cls({"a": 1, "b": 2.5})
    assert dict(made) == {"a": 1.0, "b": 2.5}
    assert cls(made) == made


def test_the_documentation_is_the_authors():
    assert t.Map.__doc__ == "Text to number."


def test_a_wrong_value_is_named():
    with pytest.raises(TypeError, match="'a'"):
        t.Map({"a": "b"})


def test_length_truth_and_representation():
    m = t.Map({"a": 1})
    assert len(m) == 1 and m and not t.Map()
    assert repr(m) == "test_bind_map_ext.Map({'a': 1.0})"
    assert repr(t.Map()) == "test_bind_map_ext.Map({})"


@BOTH
def test_items_by_key(cls):
    m = cls()
    m["a"] = 1
    m["a"] += 1
    assert m["a"] == 2
    del m["a"]
    assert "a" not in m and not m


@BOTH
def test_a_missing_key_is_a_key_error(cls):
    m = cls()
    for use in (lambda: m["c"], lambda: m.__delitem__("c")):
        with pytest.raises(KeyError) as caught:
            use()
        assert caught.value.args == ("c",)
    assert "c" not in m


def test_a_key_of_another_type_is_not_there():
    m = t.Map({"a": 1})
    keys = m.keys()
    assert 123 not in m and 123 not in keys
    with pytest.raises(TypeError):
        m[123]


def test_equality():
    assert t.Map({"a": 1}) == t.Map({"a": 1})
    assert t.Map({"a": 1}) != t.Map({"a": 2})
    assert t.Map() != 1


@BOTH
def test_update_and_clear(cls):
    m = cls({"a": 1})
    m.update({"b": 2, "a": 3})
    m.update(cls({"c": 4}))
    m.update(m)
    assert dict(m) == {"a": 3, "b": 2, "c": 4}
    m.clear()
    assert len(m) == 0


def test_a_failed_update_changes_nothing():
    m = t.Map({"a": 1})
    with pytest.raises(TypeError):
        m.update({"a": 2, "b": "x"})
    assert dict(m) == {"a": 1}


def test_views_show_the_map_as_it_is():
    m = t.Map({"a": 1})
    keys, values, items = m.keys(), m.values(), m.items()
    m["b"] = 2.5
    assert list(keys) == ["a", "b"] and len(keys) == 2
    assert list(values) == [1, 2.5] and len(values) == 2
    assert list(items) == [("a", 1), ("b", 2.5)] and len(items) == 2


def test_what_views_contain():
    m = t.Map({"a": 1, "b": 2.5})
    keys = m.keys()
    assert "a" in keys and "c" not in keys
    assert 1 in m.values() and 2 not in m.values() and "a" not in m.values()
    items = m.items()
    assert ("b", 2.5) in items and ("a", 1) in items and ("a", 2) not in items
    for other in ("hello", ("b", 2.5, None), (1, 2), ("a", "b"), 3):
        assert other not in items


def test_views_keep_the_map_alive():
    items = t.Values({1: t.Value(5)}).items()
    gc.collect()
    ((key, value),) = items
    assert (key, value.v) == (1, 5)


def test_views_have_classes_of_their_own():
    m = t.Map()
    names = [type(v).__qualname__ for v in (m.keys(), m.values(), m.items())]
    assert names == ["Map.KeyView", "Map.ValueView", "Map.ItemView"]
    assert "tuple[str, float]" in str(t.Map.ItemIterator.__next__.__doc__)


def test_order_is_the_maps():
    m = t.Hashed({"ua": 1.1, "ub": 2.6})
    assert sorted(m) == ["ua", "ub"]
    assert list(zip(m.keys(), m.values())) == list(m.items())
    assert list(m) == list(m.keys())


def test_values_are_copies():
    m = t.Values({1: t.Value(5)})
    m[1].v = 6
    next(iter(m.values())).v = 6
    assert m[1].v == 5
    m[1] = t.Value(7)
    assert m[1].v == 7


def test_values_that_cannot_be_compared_leave_comparison_out():
    assert t.Values() != t.Values()


@pytest.mark.parametrize("cls", [t.Constant, t.HashedConstant], ids=["map", "unordered_map"])
def test_constant_values(cls):
    m = cls()
    m["a"] = 10
    m["b"] = 20.5
    m["a"] = 11
    m.update({"b": 21})
    m.update(m)
    assert dict(m) == {"a": 11, "b": 21}
    assert str(m)


def test_references_to_values_without_copies():
    m = t.no_copies(3)
    m[1].value += 1
    assert [v.value for v in m.values()] == [11, 20, 30]
    assert list(m) == [1, 2, 3]
    for _, v in m.items():
        v.value = 0
    assert m[3].value == 0
    assert not hasattr(m, "update")


def test_references_into_nested_containers():
    rows = t.rows(3)
    assert [v.value for v in rows[2]] == [1, 2, 3]
    assert sum(v.value for _, row in rows.items() for v in row) == 18


def test_functions_take_a_dict_for_a_bound_map():
    assert t.total({"a": 1, "b": 2}) == 3


def test_a_failed_construction_leaves_nothing_behind():
    for _ in range(10):
        with pytest.raises(TypeError):
            t.Values({1: t.Value(), 2: "none"})


def test_a_type_that_is_bound_already_is_found():
    assert t.MapAgain is t.Map


# --- changes during an iteration ---


@BOTH
@pytest.mark.parametrize("view", [iter, lambda m: m.values(), lambda m: m.items()], ids=["keys", "values", "items"])
def test_another_size_is_a_runtime_error(cls, view):
    m = cls({str(i): i for i in range(5)})
    with pytest.raises(RuntimeError, match="changed size"):
        for _ in view(m):
            m["x"] = 1


@BOTH
def test_other_keys_are_a_runtime_error(cls):
    m = cls({str(i): i for i in range(5)})
    with pytest.raises(RuntimeError, match="keys changed"):
        for k in m:
            del m[k]
            m[k + "y"] = 1


@BOTH
def test_other_values_are_none(cls):
    m = cls({str(i): i for i in range(5)})
    for k in m:
        m[k] = 0
    assert set(m.values()) == {0}


@BOTH
def test_an_iterator_that_failed_stays_so(cls):
    m = cls({"a": 1, "b": 2})
    it = iter(m)
    next(it)
    m["x"] = 1
    with pytest.raises(RuntimeError, match="changed size"):
        next(it)
    del m["x"]
    with pytest.raises(RuntimeError, match="changed size"):
        next(it)


@BOTH
def test_an_iterator_that_ended_stays_so(cls):
    m = cls({"a": 1})
    it = iter(m)
    assert list(it) == ["a"]
    m["x"] = 1
    assert list(it) == []
