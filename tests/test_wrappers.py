# SPDX-License-Identifier: BSD-3-Clause
"""Wrappers of Python's built-in types."""

import gc
import weakref
from types import SimpleNamespace

import pytest
import test_wrappers_ext as t

from failing import assert_fails, message

# --- numbers, text, bytes -------------------------------------------------------------------------


def test_str_from_std_string_keeps_zero_bytes():
    assert t.str_from_std() == "a\0b"


def test_str_of_any_object():
    assert t.str_from_object(3.5) == "3.5"


def test_str_to_utf8():
    assert t.str_c_str("é") == "é"
    assert t.str_to_std("é") == 2
    assert t.str_default() == ""


def test_str_with_lone_surrogate_has_no_utf8():
    with pytest.raises(UnicodeEncodeError):
        t.str_to_std("\ud800")


def test_str_from_invalid_utf8_is_an_error():
    with pytest.raises(UnicodeDecodeError):
        t.str_invalid()


def test_str_format():
    assert t.str_format() == "1 and two"


def test_bytes_and_bytearray():
    assert t.bytes_roundtrip(b"a\0b") == b"a\0b"
    b = bytearray(b"ab")
    t.bytearray_resize(b)
    assert b == b"ab!"


def test_memoryview_of_cpp_memory():
    view = t.memoryview_of_static()
    assert bytes(view) == b"static"
    assert not view.readonly


def test_int_there_and_back():
    assert t.int_from_cpp() == (-1, 2**64 - 1, 0)
    assert t.int_to_cpp(-5) == -5
    assert t.int_from_object("12") == 12


def test_int_that_does_not_fit_is_an_error():
    assert_fails(TypeError, "expected int, got int (1000)", t.int_to_cpp, 1000)


def test_float_and_bool():
    assert t.float_from_object("2.5") == 2.5
    assert t.float_to_cpp(1.5) == 1.5
    assert t.bool_from_object([0]) is True
    assert t.bool_from_object([]) is False
    assert t.bool_to_cpp(True) == 1


# --- collections ----------------------------------------------------------------------------------


def test_list_editing():
    assert t.list_edit() == [1, 2, 30, "first"]
    values = [3, 1, 2]
    t.list_sort(values)
    assert values == [1, 2, 3]
    t.list_clear(values)
    assert values == []


def test_list_of_any_iterable():
    assert t.list_from_object((1, 2)) == [1, 2]
    assert t.list_from_object("ab") == ["a", "b"]
    assert_fails(TypeError, "'int' object is not iterable", t.list_from_object, 1)


def test_wrapper_from_object_is_a_check():
    assert t.list_checked([1]) == 1
    assert_fails(TypeError, "expected list, got tuple", t.list_checked, (1,))
    assert t.list_from_attribute(SimpleNamespace(items=[1, 2])) == 2
    assert_fails(TypeError, "expected list, got None", t.list_from_attribute, SimpleNamespace(items=None))


def test_list_and_tuple_iteration():
    assert t.list_sum([1, 2, 3]) == 6
    assert t.tuple_sum((1, 2, 3)) == 6


def test_list_may_grow_while_it_is_iterated_over():
    assert t.list_grows_while_iterated([1, 2]) == 5


def test_tuple_item_is_checked():
    assert t.tuple_item((1, 2), 1) == 2
    assert_fails(IndexError, "tuple index out of range", t.tuple_item, (1, 2), 2)


def test_make_tuple_converts():
    assert t.make_tuple("h") == (1, "two", 3.0, "h", None)


def test_dict_editing():
    assert t.dict_edit(5) == {"a": 1, "b": "two", 5: 3}
    d = {"a": 1}
    t.dict_update(d, {"b": 2})
    assert d == {"a": 1, "b": 2}


def test_dict_views_are_lists():
    assert t.dict_views({"a": 1}) == (["a"], [1], [("a", 1)])


def test_dict_get_returns_the_default():
    assert t.dict_get({1: 2}, 1) == 2
    assert t.dict_get({}, 1) == "none"
    assert_fails(TypeError, message({}.get, []), t.dict_get, {}, [])


def test_dict_iteration_gives_pairs():
    assert t.dict_pairs({"a": 1, "b": 2}) == [(1, "a"), (2, "b")]
    assert t.dict_pairs({}) == []


def test_dict_that_changes_while_it_is_iterated_over_is_an_error():
    assert_fails(RuntimeError, "dictionary changed size during iteration", t.dict_changes_while_iterated, {"a": 1})


def test_set_editing():
    s = set()
    assert t.set_edit(s) == (True, False, 1)
    assert s == {"text"}
    assert t.set_items({1, 2, 3}) == 6
    assert t.frozenset_from_object([1, 1]) == frozenset({1})


def test_mapping_and_sequence():
    assert t.mapping_keys({"a": 1}) == ["a"]
    assert t.sequence_size([1, 2]) == 2
    assert t.sequence_size(range(3)) == 3


def test_any_iterable_can_be_iterated_over():
    assert t.iterate(c for c in "ab") == ["a", "b"]
    assert t.iterate({"k": 1}) == ["k"]
    assert t.iterate_by_hand([1, 2]) == [1, 2]
    assert t.iterate_by_hand([]) == []
    assert t.take_iterator(iter([7])) == 7


def test_error_while_iterating_arrives():
    def broken():
        yield 1
        raise ValueError("in the middle")

    assert_fails(ValueError, "in the middle", t.iterate, broken())


def test_builders_fill_a_known_size():
    assert t.build_list(3, 3) == [0, 1, 2]
    assert t.build_list(0, 0) == []
    assert t.build_tuple("h") == (1, "h", "text")


def test_builder_with_too_few_or_too_many_items_is_an_error():
    assert_fails(ValueError, "3 items were announced, 2 were put", t.build_list, 3, 2)
    assert_fails(IndexError, "list assignment index out of range", t.build_list, 1, 2)


def test_slice_compute():
    assert t.slice_compute(slice(None, None, -1), 3) == (2, -1, -1, 3)
    assert t.slice_compute(slice(1, 100), 4) == (1, 4, 1, 3)
    assert_fails(ValueError, "slice step cannot be zero", t.slice_compute, slice(0, 1, 0), 3)
    assert t.slice_make() == (slice(3), slice(1, 2), slice(None, 5, 2))


# --- others ---------------------------------------------------------------------------------------


def test_singletons():
    assert t.singletons() == (None, ..., NotImplemented)


def test_callable_type_and_any():
    assert t.call_callable(lambda x: x + 1) == 2
    assert t.type_name(int) == "int"
    assert t.type_of(3) is int
    assert t.any_identity(None) is None


def test_weakref_to_an_object():
    class C:
        pass

    c = C()
    ref = t.weakref_make(c)
    assert ref() is c
    assert t.weakref_get(ref) is c
    del c
    gc.collect()
    assert t.weakref_get(ref) is None
    assert isinstance(ref, weakref.ref)


def test_own_wrapper_type_is_checked():
    assert t.shout_identity("LOUD") == "LOUD"
    with pytest.raises(TypeError):
        t.shout_identity("quiet")
