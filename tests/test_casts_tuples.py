# SPDX-License-Identifier: BSD-3-Clause
"""pair, tuple, optional and variant there and back."""

import pytest
import test_casts_tuples_ext as t


@pytest.mark.parametrize("value", [(1, "a"), [1, "a"]])
def test_a_pair_is_made_from_a_sequence_of_two(value):
    assert t.pair(value) == (1, "a")


@pytest.mark.parametrize("value", [(1,), (1, "a", 2), ("a", 1), "1a", None, {1: "a"}, iter("ab")])
def test_other_things_make_no_pair(value):
    with pytest.raises(TypeError):
        t.pair(value)


def test_ways_to_pass_a_pair():
    assert t.pair_by_value(("text", 1)) == "text"
    assert t.pair_by_reference((1, 2)) == 4


def test_pairs_of_a_class():
    a, b = t.Val(1), t.Val(2)
    assert t.pair_of_vals((a, b)) == 3
    t.pair_of_references((a, 10))
    assert a.v == 11
    assert [v.v for v in t.pair_result_moves()] == [1, 2]
    with pytest.raises(TypeError):
        t.pair_of_references((None, 1))


class Fresh:
    """A sequence that keeps none of its items: each is made when it is asked for."""

    def __init__(self, *makers):
        self.makers = makers

    def __len__(self):
        return len(self.makers)

    def __getitem__(self, i):
        return self.makers[i]()


def poisoned(v):
    return lambda: t.Poisoned(v)


@pytest.mark.parametrize("function", [t.sum_of_pair, t.sum_of_pair_by_reference, t.sum_by_cast])
def test_items_that_nothing_else_holds_live_until_the_pair_is_made(function):
    assert function(Fresh(poisoned(3), poisoned(40))) == 43


@pytest.mark.parametrize("function", [t.sum_of_tuple, t.sum_of_tuple_by_reference])
def test_items_that_nothing_else_holds_live_until_the_tuple_is_made(function):
    assert function(Fresh(poisoned(3), lambda: 0, poisoned(40))) == 43


def test_items_of_items_live_until_the_pair_is_made():
    inner = Fresh(lambda: Fresh(poisoned(1)), lambda: Fresh(poisoned(20), poisoned(300)))
    assert t.sum_of_nested(inner) == 321


def test_an_exception_while_a_pair_is_made_arrives():
    with pytest.raises(ValueError, match="no copy"):
        t.pair_throws((t.Valueless(), 1))


def test_tuples():
    assert t.tuple((1, "a", 2)) == (1, "a", 2.0)
    assert t.tuple([1, "a", 2.5]) == (1, "a", 2.5)
    assert t.tuple_empty(()) == () == t.tuple_empty([])
    assert t.tuple_one([7]) == (7,)
    assert t.tuple_nested([1, [2, (3, 4)]]) == (1, (2, [3, 4]))


@pytest.mark.parametrize("value", [(), (1, "a"), (1, "a", 2, 3), ("a", 1, 2), 5])
def test_a_tuple_of_another_length_or_type(value):
    with pytest.raises(TypeError):
        t.tuple(value)


def test_an_element_of_a_result_that_fails():
    with pytest.raises(UnicodeDecodeError):
        t.tuple_fails_late()


def test_optionals():
    assert t.optional(3) == 3
    assert t.optional(None) is None
    assert t.optional_with_default() == -1
    assert t.optional_with_default(None) == -1
    assert t.optional_by_reference("a") == "a"
    assert t.optional_by_reference(None) == "empty"
    assert t.optional_vector((1,)) == [1]
    assert t.optional_vector(None) is None
    assert t.vector_of_optionals([1, None]) == [1, None]
    with pytest.raises(TypeError):
        t.optional("a")


def test_optionals_of_a_class():
    v = t.Val(4)
    assert t.optional_val(v).v == 4
    assert t.optional_val(None) is None
    assert t.optional_pointer(v) == 4
    assert t.optional_pointer(None) == -1


def test_nullopt():
    assert t.nullopt(None) is None
    with pytest.raises(TypeError):
        t.nullopt(1)


def test_variants():
    for value in (1, "a", [1, 2]):
        assert t.variant(value) == value
    with pytest.raises(TypeError):
        t.variant(1.5)
    with pytest.raises(TypeError):
        t.variant(None)


def test_the_exact_alternative_is_taken_before_an_earlier_converting_one():
    assert t.variant_index(1.0) == 0
    assert t.variant_index(1) == 1
    assert t.variant_index(True) == 2


def test_an_alternative_that_converts_is_taken_last():
    class Index:
        def __index__(self):
            return 3

    assert t.variant_index(Index()) == 0


def test_a_strict_variant_does_not_convert():
    assert t.variant_strict(1.0) == 0
    with pytest.raises(TypeError):
        t.variant_strict(1)


def test_monostate_is_none():
    assert t.variant_none(None) is None
    assert t.variant_none(1) == 1


def test_variants_of_a_class():
    assert t.variant_val(t.Val(2)) == -2
    assert t.variant_val(t.Derived(3)) == -3
    assert t.variant_val(2) == 2


def test_an_exception_while_a_variant_is_made_arrives():
    with pytest.raises(ValueError, match="no copy"):
        t.variant_throws(t.Valueless())


def test_a_variant_of_an_optional():
    assert t.variant_of_optional(None) is None
    assert t.variant_of_optional("a") == "a"
    assert t.variant_of_optional(1) == 1


@pytest.mark.parametrize(("value", "text"), [(1, "int"), (1.0, "double"), (True, "bool"), (1j, "complex")])
def test_nested_variants_pick_the_exact_alternative(value, text):
    assert t.describe(value) == text
    assert t.describe_all([value, value]) == f"{text};{text};"
    assert t.describe_map({"k": value, "n": None}) == f"k={text};n=None;"


def test_nested_variants_of_pointers():
    v = t.Val(3)
    assert t.describe(v) == "Val 3"
    assert t.describe_pair(v, 1) == "Val 3 + int"
    assert t.describe_pair(2.0, v) == "double + Val 3"
    assert t.describe_all([v, 1, 2.0]) == "Val 3;int;double;"


def test_none_for_a_pointer_in_a_variant():
    with pytest.raises(TypeError):
        t.describe(None)
    assert t.describe_or_none(None) == "null"


def test_no_alternative_fits():
    for value in ("text", [], object()):
        with pytest.raises(TypeError):
            t.describe(value)


def test_annotations():
    assert "tuple[int, str]" in t.pair.__doc__
    assert "tuple[()]" in t.tuple_empty.__doc__
    assert "int | None" in t.optional.__doc__
    assert "Val | bool | int | float | complex" in t.describe.__doc__
