# SPDX-License-Identifier: BSD-3-Clause
"""The syntax of Python objects in C++, and Python's built-in functions."""

import io
from types import SimpleNamespace

import pytest
import test_objects_ext as t

from failing import assert_fails

# --- attributes and items -------------------------------------------------------------------------


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


def test_name_in_a_buffer_may_change():
    assert t.attr_from_buffer(SimpleNamespace(x=1, y=2)) == (1, 2)


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
    assert_fails(KeyError, "'k'", t.item_get_str, {})
    assert_fails(IndexError, "list index out of range", t.item_get_int, [1], 1)


def test_items_are_written_and_deleted():
    values = [1, 2]
    t.item_set(values, 1, "new")
    assert values == [1, "new"]
    mapping = {"k": 1}
    t.item_del(mapping)
    assert mapping == {}


def test_tuple_items_cannot_be_written():
    assert_fails(TypeError, "'tuple' object does not support item assignment", t.item_set, (1, 2), 0, 3)


def test_getattr_with_default_hides_attribute_error_only():
    class Angry:
        @property
        def x(self):
            raise ValueError("angry")

    assert t.getattr_default(SimpleNamespace(a=1), "a") == 1
    assert t.getattr_default(SimpleNamespace(), "a") == 7
    assert_fails(ValueError, "angry", t.getattr_default, Angry(), "x")
    assert_fails(ValueError, "angry", t.hasattr, Angry(), "x")


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
    assert_fails(SystemError, "suture: a null handle was used, or a call failed without a Python error", t.null_handle)


# --- calls ----------------------------------------------------------------------------------------


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
    assert_fails(TypeError, "got multiple values for keyword argument 'z'", t.call_expanded, capture, [], {"z": 2})


def test_call_rejects_keywords_that_are_no_str():
    assert_fails(TypeError, "keywords must be strings", t.call_expanded, capture, [], {1: 2})


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


# --- operators ------------------------------------------------------------------------------------


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
    assert_fails(TypeError, "unsupported operand type(s) for +: 'int' and 'str'", t.add, 1, "x")


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


# --- built-in functions ---------------------------------------------------------------------------


def test_len_hash_repr():
    assert t.len([1, 2]) == 2
    assert t.len_hint(iter([1, 2])) == 2
    assert t.hash("a") == hash("a")
    assert t.repr("a") == "'a'"
    assert_fails(TypeError, "object of type 'int' has no len()", t.len, 1)
    assert_fails(TypeError, "unhashable type: 'list'", t.hash, [])


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
    assert_fails(ModuleNotFoundError, "No module named 'no_such_module'", t.import_, "no_such_module")
