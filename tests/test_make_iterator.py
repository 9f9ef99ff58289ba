# SPDX-License-Identifier: BSD-3-Clause
"""Iterators of C++ ranges: make_iterator and its relatives."""

import gc
import inspect

import pytest
import test_make_iterator_ext as t


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


def test_elements_come_in_order():
    assert [item.v for item in t.Range()] == [0, 1, 2]


def test_elements_are_copies_by_default():
    r = t.Range()
    next(iter(r)).v = 9
    assert [item.v for item in r] == [0, 1, 2]


def test_reference_internal_gives_the_elements_themselves():
    r = t.Range()
    for item in r.views():
        item.v += 10
    assert [item.v for item in r] == [10, 11, 12]


def test_a_reference_keeps_the_range_alive():
    item = next(t.Range().views())
    gc.collect()
    assert item.v == 0


def test_shared_pointers_are_shared():
    r = t.Range()
    next(r.shared()).v = 7
    assert next(r.shared()).v == 7


def test_the_iterator_keeps_the_range_alive():
    it = iter(t.Range())
    gc.collect()
    assert [item.v for item in it] == [0, 1, 2]


def test_proxies_become_values():
    assert list(t.Range().bits()) == [True, False, True]


def test_keys_values_and_pairs():
    r = t.Range()
    assert list(r.keys()) == ["a", "b"]
    assert list(r.values()) == [1, 2]
    assert list(r.pairs()) == [("a", 1), ("b", 2)]


def test_temporaries_are_values():
    assert list(t.temporaries(3)) == [(0, 0), (1, -1), (2, -2)]
    assert list(t.temporary_keys(3)) == [0, 1, 2]
    assert list(t.temporary_values(3)) == [0, -1, -2]


def test_an_empty_range_ends_at_once():
    assert list(t.temporaries(0)) == []
    with pytest.raises(StopIteration):
        next(t.temporaries(0))


def test_an_iterator_that_ended_stays_so():
    r = t.Range()
    r.clear()
    it = iter(r)
    assert list(it) == []
    r.append(1)
    assert list(it) == []


def test_a_move_only_iterator_with_a_sentinel():
    assert list(t.read(3)) == [0, 1, 2]


def test_what_the_iterator_throws_arrives():
    it = t.read(5)
    assert [next(it) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(it)


def test_a_python_iterator_passes_through():
    assert list(t.passthrough(iter([1, "a", None]))) == [1, "a", None]


def test_the_error_of_a_python_iterator_passes_through():
    with pytest.raises(ZeroDivisionError):
        list(t.passthrough(1 // n for n in (1, 0)))


def test_an_iterator_is_its_own():
    it = t.temporaries(1)
    assert iter(it) is it


def test_dunder_next_called_by_name_raises_stop_iteration():
    with pytest.raises(StopIteration):
        t.temporaries(0).__next__()


def test_the_class_is_made_once():
    assert type(t.temporaries(1)) is type(t.temporaries(2)) is t.Temporaries


def test_the_class_lies_in_its_scope():
    next(iter(t.Range()))
    assert t.Range.Iterator.__qualname__ == "Range.Iterator"
    assert t.Range.Iterator.__module__ == t.__name__


def test_signatures_name_the_element():
    iter(t.Range())
    assert "-> collections.abc.Iterator[Item]" in str(inspect.signature(t.Range.__iter__)).replace(t.__name__ + ".", "")
    result = inspect.signature(t.Range.Iterator.__next__).return_annotation
    assert result in (t.Item, "Item", t.__name__ + ".Item")


def test_extra_goes_to_next():
    assert "The next number." in type(t.documented(1)).__next__.__doc__


def test_a_name_can_be_taken_over():
    first, second = type(t.documented(1)), type(t.same_name())
    assert first is not second
    assert t.Documented is second
    assert list(t.documented(1)) == [1, 2]
    assert list(t.same_name()) == [0.5]
