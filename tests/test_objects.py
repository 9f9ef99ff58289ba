# SPDX-License-Identifier: BSD-3-Clause
"""Wrapper types and the syntax of Python objects in C++."""

import gc
import io
import sys
import weakref
from types import SimpleNamespace

import pytest
import test_objects_ext as t


def fails(error, text, function, *args):
    """Check the class and the whole text of the error of a call."""
    with pytest.raises(error) as info:
        function(*args)
    assert str(info.value) == text


# --- attributes and items --------------------------------------------------------------------


def test_attribute_is_read_written_and_deleted():
    o = SimpleNamespace(x=1)
    assert t.attr_get(o) == 1
    t.attr_set(o, 5)
    assert o.x == 5
    t.attr_del(o)
    assert not hasattr(o, "x")


def test_missing_attribute_is_attribute_error():
    with pytest.raises(AttributeError, match="SimpleNamespace' object has no attribute 'x'"):
        t.attr_get(SimpleNamespace())


def test_attribute_can_be_named_by_an_object():
    assert t.attr_by_object(SimpleNamespace(y=2), "y") == 2


def test_attribute_is_changed_in_place():
    o = SimpleNamespace(x=1)
    t.attr_add_in_place(o)
    assert o.x == 6


def test_assigning_an_accessor_copies_the_value():
    a, b = SimpleNamespace(), SimpleNamespace(x=[1])
    t.attr_copy(a, b)
    assert a.x is b.x


def test_accessor_keeps_what_it_belongs_to_alive():
    class Outer:
        @property
        def inner(self):
            return SimpleNamespace(x="kept")

    assert t.attr_nested(Outer()) == "kept"


def test_accessor_reads_once():
    class Counter:
        count = 0

        @property
        def counter(self):
            Counter.count += 1
            return object()

    assert t.attr_is_read_once(Counter())
    assert Counter.count == 1


def test_items_are_read_by_str_index_and_object():
    assert t.item_get_str({"k": 1}) == 1
    assert t.item_get_int([4, 5], 1) == 5
    assert t.item_get_int((4, 5), -1) == 5
    assert t.item_get_int({7: "seven"}, 7) == "seven"
    assert t.item_get_object({(1, 2): 3}, (1, 2)) == 3


def test_missing_item_is_key_or_index_error():
    fails(KeyError, "'k'", t.item_get_str, {})
    fails(IndexError, "list index out of range", t.item_get_int, [1], 1)


def test_items_are_written_and_deleted():
    values = [1, 2]
    t.item_set(values, 1, "new")
    assert values == [1, "new"]
    mapping = {"k": 1}
    t.item_del(mapping)
    assert mapping == {}


def test_tuple_items_cannot_be_written():
    fails(TypeError, "'tuple' object does not support item assignment", t.item_set, (1, 2), 0, 3)


def test_getattr_with_default_hides_attribute_error_only():
    class Angry:
        @property
        def x(self):
            raise ValueError("angry")

    assert t.getattr_default(SimpleNamespace(a=1), "a") == 1
    assert t.getattr_default(SimpleNamespace(), "a") == 7
    fails(ValueError, "angry", t.getattr_default, Angry(), "x")
    fails(ValueError, "angry", t.hasattr, Angry(), "x")


def test_hasattr_setattr_delattr():
    o = SimpleNamespace()
    assert not t.hasattr(o, "y")
    t.setattr(o)
    assert o.y == "value"
    t.delattr(o)
    assert not t.hasattr(o, "y")


def test_doc_of_an_object():
    def f():
        """Documented."""

    assert t.doc(f) == "Documented."


def test_null_handle_is_an_error_and_no_crash():
    fails(SystemError, "suture: a null handle was used, or a call failed without a Python error",
          t.null_handle)


# --- calls -----------------------------------------------------------------------------------


def capture(*args, **kwargs):
    return args, kwargs


def test_call_without_arguments():
    assert t.call_plain(capture) == ((), {})


def test_call_converts_its_arguments():
    o = object()
    assert t.call_mixed(capture, o) == ((1, 2.5, "text", o, None), {})


def test_call_with_keywords():
    assert t.call_keywords(capture) == ((1,), {"a": 2, "b": "three"})


def test_call_spreads_sequences_and_mappings():
    assert t.call_expanded(capture, [1, 2], {"k": 3}) == ((0, 1, 2, 9), {"z": 1, "k": 3})


def test_call_rejects_a_keyword_given_twice():
    fails(TypeError, "got multiple values for keyword argument 'z'", t.call_expanded, capture, [],
          {"z": 2})


def test_call_rejects_keywords_that_are_no_str():
    fails(TypeError, "keywords must be strings", t.call_expanded, capture, [], {1: 2})


def test_method_is_called_without_making_the_bound_method():
    class C:
        def method(self, *args, **kwargs):
            return self, args, kwargs

    c = C()
    assert t.call_method(c) == (c, (1,), {"k": 2})


def test_attribute_of_the_instance_is_called():
    o = SimpleNamespace(method=capture)
    assert t.call_method(o) == ((1,), {"k": 2})
    assert t.call_stored_attribute(o) == ((((1,), {"k": 2}),), {"k": 3})


def test_error_of_a_call_arrives_with_its_traceback():
    def f():
        raise KeyError("deep")

    with pytest.raises(KeyError) as info:
        t.call_plain(f)
    assert info.traceback[-1].name == "f"


def test_call_with_an_attribute_that_is_missing_fails():
    with pytest.raises(AttributeError):
        t.call_with_missing_attribute(capture, object())


# --- operators -------------------------------------------------------------------------------


def test_arithmetic():
    assert t.arithmetic(7, 2) == (9, 5, 14, 3.5, 1, 3, 49)


def test_bitwise():
    assert t.bitwise(6, 3) == (2, 7, 5, 48, 0, -7)


def test_unary():
    assert t.unary(5) == (-5, 5)


def test_operands_may_be_cpp_values():
    assert t.with_values(4) == (5, 10.0, 0)


def test_in_place_operators_rebind():
    assert t.in_place(4) == 10


def test_unsupported_operands_are_a_type_error():
    fails(TypeError, "unsupported operand type(s) for +: 'int' and 'str'", t.add, 1, "x")


def test_comparison():
    assert t.comparison(1, 2) == (True, True, False, False, False, True)
    assert t.comparison([1], [1]) == (False, True, False, True, True, False)


def test_identity_and_containment():
    o = object()
    assert t.is_same(o, o)
    assert not t.is_same([], [])
    assert t.contains([1, 2], 2)
    assert not t.contains({1, 2}, 3)
    assert t.is_in("b", "abc")


# --- numbers, text, bytes --------------------------------------------------------------------


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
    fails(TypeError, "expected int, got int (1000)", t.int_to_cpp, 1000)


def test_float_and_bool():
    assert t.float_from_object("2.5") == 2.5
    assert t.float_to_cpp(1.5) == 1.5
    assert t.bool_from_object([0]) is True
    assert t.bool_from_object([]) is False
    assert t.bool_to_cpp(True) == 1


# --- collections -----------------------------------------------------------------------------


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
    fails(TypeError, "'int' object is not iterable", t.list_from_object, 1)


def test_wrapper_from_object_is_a_check():
    assert t.list_checked([1]) == 1
    fails(TypeError, "expected list, got tuple", t.list_checked, (1,))
    assert t.list_from_attribute(SimpleNamespace(items=[1, 2])) == 2
    fails(TypeError, "expected list, got None", t.list_from_attribute, SimpleNamespace(items=None))


def test_list_and_tuple_iteration():
    assert t.list_sum([1, 2, 3]) == 6
    assert t.tuple_sum((1, 2, 3)) == 6


def test_list_may_grow_while_it_is_iterated_over():
    assert t.list_grows_while_iterated([1, 2]) == 5


def test_tuple_item_is_checked():
    assert t.tuple_item((1, 2), 1) == 2
    fails(IndexError, "tuple index out of range", t.tuple_item, (1, 2), 2)


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
    fails(TypeError, "unhashable type: 'list'", t.dict_get, {}, [])


def test_dict_iteration_gives_pairs():
    assert t.dict_pairs({"a": 1, "b": 2}) == [(1, "a"), (2, "b")]
    assert t.dict_pairs({}) == []


def test_dict_that_changes_while_it_is_iterated_over_is_an_error():
    fails(RuntimeError, "dictionary changed size during iteration",
          t.dict_changes_while_iterated, {"a": 1})


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

    fails(ValueError, "in the middle", t.iterate, broken())


def test_slice_compute():
    assert t.slice_compute(slice(None, None, -1), 3) == (2, -1, -1, 3)
    assert t.slice_compute(slice(1, 100), 4) == (1, 4, 1, 3)
    fails(ValueError, "slice step cannot be zero", t.slice_compute, slice(0, 1, 0), 3)
    assert t.slice_make() == (slice(3), slice(1, 2), slice(None, 5, 2))


# --- others ----------------------------------------------------------------------------------


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


def test_capsule_runs_its_cleanup_once():
    before = t.cleanups()
    capsule = t.capsule_make()
    assert t.capsule_read(capsule) == ("test.name", 42)
    assert t.capsule_data_named(capsule, "test.name") == 42
    del capsule
    assert t.cleanups() == before + 1


def test_capsule_with_another_name_is_an_error():
    fails(ValueError, "PyCapsule_GetPointer called with incorrect name", t.capsule_data_named,
          t.capsule_make(), "other")


def test_capsule_of_a_null_pointer_is_an_error():
    fails(ValueError, "PyCapsule_New called with null pointer", t.capsule_null)


def test_exception_in_a_cleanup_is_reported(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda info: seen.append(str(info.exc_value)))
    t.capsule_throwing_cleanup()
    assert seen == ["from cleanup"]


# --- built-in functions ----------------------------------------------------------------------


def test_len_hash_repr():
    assert t.len([1, 2]) == 2
    assert t.len_hint(iter([1, 2])) == 2
    assert t.hash("a") == hash("a")
    assert t.repr("a") == "'a'"
    fails(TypeError, "object of type 'int' has no len()", t.len, 1)
    fails(TypeError, "unhashable type: 'list'", t.hash, [])


def test_print_to_a_file():
    out = io.StringIO()
    t.print(out)
    assert out.getvalue() == "a-1."


def test_globals_are_those_of_the_caller():
    assert t.globals_name() == __name__
    assert t.builtins_len("abc") == 3


def test_isinstance_of_wrappers_bound_classes_and_values():
    assert t.isinstance_of([1]) == (True, False, False, True)
    assert t.isinstance_of(["x"]) == (True, False, False, False)
    assert t.isinstance_of(3) == (False, True, False, False)
    assert t.isinstance_of(t.Shape(3)) == (False, False, True, False)
    assert t.isinstance_python(3, (str, int))
    assert t.issubclass(bool, int)


def test_import_of_a_module():
    assert t.import_("io") is io
    fails(ModuleNotFoundError, "No module named 'no_such_module'", t.import_, "no_such_module")


# --- typed -----------------------------------------------------------------------------------


def explained(function, value, text):
    """Check the end of a mismatch message: what of the argument is wrong."""
    with pytest.raises(TypeError) as info:
        function(value)
    assert str(info.value).endswith(text), str(info.value)


def test_typed_list_checks_every_element():
    assert t.typed_list([1, 2]) == 2
    assert t.typed_list([]) == 0
    explained(t.typed_list, [1, "x"], "expected list[int], got list: item 1: expected int, got str")


def test_typed_list_wants_a_list():
    explained(t.typed_list, (1,), "expected list[int], got tuple")


def test_typed_list_of_float_takes_ints():
    assert t.typed_list_float([1, 2.5]) == 2


def test_typed_lists_can_be_nested():
    assert t.typed_nested([[1], []]) == 2
    explained(t.typed_nested, [[1], [2, None]], "item 1: item 1: expected int, got None")


def test_typed_dict_checks_keys_and_values():
    assert t.typed_dict({"a": 1}) == 1
    explained(t.typed_dict, {"a": "b"}, "value of key 'a': expected int, got str")
    explained(t.typed_dict, {1: 1}, "key 1: expected str, got int (1)")
    assert t.typed_mapping({"a": 1}) == 1


def test_typed_tuple_checks_length_and_items():
    assert t.typed_tuple((1, "a")) == 2
    explained(t.typed_tuple, (1,), "expected 2 items, got 1")
    explained(t.typed_tuple, (1, 2), "item 1: expected str, got int (2)")
    assert t.typed_tuple_any((1, 2, 3)) == 3
    explained(t.typed_tuple_any, (1, None), "item 1: expected int, got None")


def test_typed_set_and_sequence():
    assert t.typed_set({1, 2}) == 2
    explained(t.typed_set, {"x"}, "item 'x': expected int, got str")
    assert t.typed_sequence(range(3)) == 3
    explained(t.typed_sequence, [0.5], "item 0: expected int, got float")


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
    fails(TypeError, "expected list[int], got list: item 0: expected int, got str", t.typed_cast,
          ["x"])
    assert t.typed_try_cast([1])
    assert not t.typed_try_cast(["x"])


# --- bound classes ---------------------------------------------------------------------------


def test_find_gives_the_existing_object():
    s = t.Shape(3)
    assert s.self_object() is s
    assert not t.find_none()
    assert t.shape_type() is t.Shape


def test_typed_list_of_a_bound_class():
    assert t.typed_shapes([t.Shape(3)]) == 1
    explained(t.typed_shapes, [t.Shape(3), 4],
              "item 1: expected test_objects_ext.Shape, got int (4)")
    explained(t.typed_shapes, [None], "item 0: expected test_objects_ext.Shape, got None")


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
    fails(TypeError, "expected test_objects_ext.Shape, got str", t.shape_cast, "x")


# --- capsules of modules ---------------------------------------------------------------------


def test_capsule_of_a_module_is_typed_and_versioned():
    assert t.get() == 42
    assert t.get_untyped() == 42
    assert t.get_version() == 42


def test_capsule_of_a_module_can_be_imported_from_c():
    import ctypes

    find = ctypes.pythonapi.PyCapsule_Import
    find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
    pointer = find(b"test_objects_ext.api", 0)
    assert ctypes.cast(pointer, ctypes.POINTER(ctypes.c_int))[0] == 42


def test_missing_capsule_is_an_error():
    fails(AttributeError, "get_capsule('test_objects_ext.nothing'): there is no such attribute",
          t.get_missing)


def test_capsule_of_another_type_is_an_error():
    with pytest.raises(TypeError) as info:
        t.get_wrong_type()
    text = str(info.value)
    assert text.startswith("get_capsule('test_objects_ext.api'): it holds a ")
    assert "api_table, not a " in text
    assert text.endswith("shape")


def test_capsule_of_another_version_is_an_error():
    fails(ValueError, "get_capsule('test_objects_ext.api2'): it has version 2, not 3",
          t.get_wrong_version)


def test_attribute_that_is_no_capsule_is_an_error():
    with pytest.raises(TypeError, match=r"get_capsule\('test_objects_ext.get'\): it is no capsule"):
        t.get_no_capsule()


def test_foreign_capsule_has_no_type():
    import types

    m = types.ModuleType("other")
    m.foreign = t.foreign()
    assert t.get_foreign(m)
    fails(TypeError, "get_capsule('other.foreign'): the capsule does not say what type it holds; "
          "ask for it without a type", t.get_foreign_typed, m)


def test_null_capsule_is_an_error():
    fails(ValueError, "add_capsule('test_objects_ext.null'): the pointer is null", t.add_null)


def test_submodule_can_be_imported():
    import importlib

    sub = importlib.import_module("test_objects_ext.sub")
    assert sub is t.sub
    assert sub.f() == 1
    assert sub.__doc__ == "A submodule."
