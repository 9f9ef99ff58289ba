# SPDX-License-Identifier: BSD-3-Clause
"""Vectors bound as classes that behave like list."""

import gc
import itertools

import pytest
import test_bind_vector_ext as t


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


def test_made_from_nothing_an_iterable_and_another():
    assert list(t.Uints()) == []
    assert list(t.Uints(x for x in range(3))) == [0, 1, 2]
    assert list(t.Uints(t.Uints((5, 6)))) == [5, 6]
    assert list(t.Strings(["a", "b"])) == ["a", "b"]


def test_the_documentation_is_the_authors():
    assert t.Uints.__doc__ == "Numbers."


def test_a_wrong_element_is_named():
    with pytest.raises(TypeError, match=r"\[1\]|index 1|item 1"):
        t.Uints([1, "a"])


def test_length_truth_and_representation():
    v = t.Uints([1, 2])
    assert len(v) == 2 and v and not t.Uints()
    assert repr(v) == "test_bind_vector_ext.Uints([1, 2])"
    assert repr(t.Nested([[]])) == ("test_bind_vector_ext.Nested([test_bind_vector_ext.Elements([])])")


def test_equality():
    assert t.Uints([1]) == t.Uints([1])
    assert t.Uints([1]) != t.Uints([2])
    assert t.Uints([1]) != 1


def test_elements_that_cannot_be_compared_leave_the_searches_out():
    assert not hasattr(t.Elements, "count")
    assert not hasattr(t.Elements, "remove")
    assert not hasattr(t.Nested, "count")


def test_items_by_index():
    v = t.Uints([1, 2, 3])
    assert (v[0], v[-1]) == (1, 3)
    v[-1] = 9
    assert list(v) == [1, 2, 9]
    v[0] += 5
    assert v[0] == 6


@pytest.mark.parametrize("index", [3, -4])
def test_an_index_out_of_range_is_an_index_error(index):
    v = t.Uints([1, 2, 3])
    for use in (
        lambda: v[index],
        lambda: v.__setitem__(index, 1),
        lambda: v.__delitem__(index),
        lambda: v.pop(index),
    ):
        with pytest.raises(IndexError, match="index out of range"):
            use()


def test_pop_of_an_empty_vector_is_an_index_error():
    with pytest.raises(IndexError):
        t.Uints().pop()


def test_append_insert_pop_and_clear():
    v = t.Uints()
    v.append(1)
    v.insert(0, 2)
    v.insert(-1, 3)
    v.insert(3, 4)
    assert list(v) == [2, 3, 1, 4]
    assert v.pop() == 4 and v.pop(0) == 2 and v.pop(index=-2) == 3
    v.clear()
    assert not v


def test_insertion_beyond_the_end_is_an_index_error():
    with pytest.raises(IndexError):
        t.Uints([1]).insert(3, 1)


def test_extend():
    v = t.Uints([1])
    v.extend([2, 3])
    v.extend(t.Uints([4]))
    v.extend(x for x in (5, 6))
    assert list(v) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("n", [0, 1, 100])
def test_extend_by_itself(n):
    v = t.Uints(range(n))
    v.extend(v)
    assert list(v) == list(range(n)) * 2


def test_a_failed_extend_changes_nothing():
    v = t.Uints([1])
    with pytest.raises(TypeError):
        v.extend([2, "a"])
    assert list(v) == [1]


def test_searching():
    v = t.Uints([1, 2, 2, 3])
    assert 2 in v and 5 not in v and "a" not in v
    assert v.count(2) == 2
    v.remove(2)
    assert list(v) == [1, 3]
    v.remove(7)
    assert list(v) == [1, 3]


SLICES = [slice(*s) for s in itertools.product((None, 0, 3, 8, -2, 200), (None, 0, 5, -1), (None, 1, 2, 4, -1, -3))]


@pytest.mark.parametrize("s", SLICES, ids=str)
def test_slices_are_those_of_list(s):
    values = list(range(10))
    v = t.Uints(values)
    assert list(v[s]) == values[s]
    assert type(v[s]) is t.Uints
    del values[s], v[s]
    assert list(v) == values


@pytest.mark.parametrize("s", SLICES, ids=str)
def test_assignments_to_slices_are_those_of_list(s):
    values = list(range(10))
    v = t.Uints(values)
    new = range(100, 100 + len(values[s]))
    values[s] = new
    v[s] = t.Uints(new)
    assert list(v) == values


def test_a_slice_of_step_one_may_change_its_size():
    v, values = t.Uints(range(6)), list(range(6))
    for s, new in ((slice(1, 3), [7, 8, 9]), (slice(0, 4), [1]), (slice(2, 2), [5, 5])):
        v[s] = new
        values[s] = new
        assert list(v) == values


def test_a_slice_of_another_step_may_not():
    v = t.Uints(range(6))
    with pytest.raises(ValueError, match="sequence of size 2 to extended slice of size 3"):
        v[::2] = [1, 2]


def test_a_slice_of_itself():
    v = t.Uints([1, 2, 3])
    v[::-1] = v
    assert list(v) == [3, 2, 1]


def test_vectors_of_bool():
    v = t.Bools(i % 2 == 0 for i in range(5))
    v.append(False)
    v[1] = True
    assert list(v) == [True, True, True, False, True, False]
    assert v.count(True) == 4 and v.pop() is False
    assert v[3] is False
    del v[0]
    v.insert(0, False)
    assert v[:2] == t.Bools([False, True])


def test_a_type_that_is_bound_already_is_found():
    assert t.BoolsAgain is t.Bools
    v = t.Bools([True])
    v.flip()
    assert list(v) == [False]


def test_other_containers():
    v = t.Doubles([1, 2.5])
    v.append(3)
    assert list(v) == [1.0, 2.5, 3.0]
    assert 2.5 in v and 1 in v


def test_elements_are_copies():
    v = t.Elements([t.Element(1)])
    v[0].a = 9
    next(iter(v)).a = 9
    assert v[0].a == 1
    e = v[0]
    e.a = 9
    v[0] = e
    assert v[0].a == 9


def test_pointers_refer_to_their_elements():
    one, two = t.Element(1), t.Element(2)
    v = t.Pointers([one, two])
    assert v[0] is one and list(v) == [one, two]
    v[0] = two
    v.append(one)
    assert v[0] is two and v.pop() is one
    assert two in v and one not in v


def test_nested_vectors():
    v = t.Nested()
    v.append([t.Element(1), t.Element(2)])
    assert [e.a for e in v[0]] == [1, 2]


def test_shared_elements_are_shared():
    v = t.Shared([t.Element(1)])
    v[0].a = 9
    assert v[0].a == 9
    next(iter(v)).a = 8
    assert v[0].a == 8


def test_references_to_elements_without_copies():
    v = t.no_copies(3)
    v[0].value = 10
    for element in v:
        element.value += 1
    assert [e.value for e in v] == [11, 3, 4]
    assert not hasattr(v, "append")
    assert v.pop().value == 4


def test_iteration_sees_changes():
    v = t.Uints([1, 2, 3])
    seen = []
    for x in v:
        seen.append(x)
        if x == 1:
            del v[0]
            v.append(4)
    assert seen == [1, 3, 4]


def test_an_iterator_that_ended_stays_so():
    v = t.Uints([1])
    it = iter(v)
    assert list(it) == [1]
    v.append(2)
    assert list(it) == []


def test_an_iterator_keeps_the_vector():
    it = iter(t.Elements([t.Element(4)]))
    gc.collect()
    assert next(it).a == 4


def test_the_iterators_class_is_there_from_the_start():
    assert t.Uints.Iterator.__qualname__ == "Uints.Iterator"


def test_functions_take_any_iterable_for_a_bound_vector():
    assert t.total([1, 2]) == 3
    assert t.total(range(4)) == 6
    assert t.total(t.Uints([5])) == 5


def test_a_failed_construction_leaves_nothing_behind():
    for _ in range(10):
        with pytest.raises(TypeError):
            t.Elements([t.Element(), t.Element(), "none"])


def test_a_failed_slice_leaves_nothing_behind():
    v = t.Elements([t.Element(i) for i in range(4)])
    t.copies_left(2)
    with pytest.raises(RuntimeError, match="no more copies"):
        v[::1]
    t.copies_left(-1)
