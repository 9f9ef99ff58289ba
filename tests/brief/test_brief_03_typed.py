# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 3: typed containers are checked, element by element."""

import inspect

import pytest
import test_brief_03_typed_ext as t

VIEW = f"{t.__name__}.TensorView"


def refusal(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value)


@pytest.fixture
def tv():
    fusion = t.Fusion()
    yield fusion.define_tensor([2, 3])


def test_ints_are_accepted():
    assert t.func([1, 2]) == [2, 3]


@pytest.mark.native
def test_a_wrong_element_is_named_by_index_expected_and_got():
    assert refusal(t.func, ["not", "ints"]) == (
        "func(): argument 'items' (position 1): expected list[int], got list: item 0: expected int, got str"
    )
    assert refusal(t.func, [1, 2.5]).endswith("got list: item 1: expected int, got float")
    assert refusal(t.func, [1, 2, None]).endswith("got list: item 2: expected int, got None")


@pytest.mark.native
def test_an_element_that_does_not_fit_the_cpp_type_is_refused():
    assert refusal(t.func, [2**70]).endswith("item 0: expected int, got int (1180591620717411303424)")


@pytest.mark.native
def test_another_container_is_refused():
    assert refusal(t.func, (1,)) == "func(): argument 'items' (position 1): expected list[int], got tuple"


def test_signature_shows_the_element_type():
    assert inspect.signature(t.func).parameters["items"].annotation == list[int]
    assert t.func.__doc__ == "func(items: list[int]) -> list[int]"


def test_transform_like_takes_tensors(tv):
    t.transform_like(tv, [tv, tv])
    assert t.selected() == 22


@pytest.mark.native
def test_transform_like_refuses_what_is_no_tensor(tv):
    assert refusal(t.transform_like, tv, [tv, 3]) == (
        "transform_like(): argument 'selected_tensors' (position 2): "
        f"expected list[{VIEW} | None], got list: item 1: expected {VIEW} | None, got int (3)"
    )


@pytest.mark.native
def test_transform_like_refuses_an_instance_of_another_class(tv):
    assert refusal(t.transform_like, tv, [t.Fusion()]).endswith(f"got {t.__name__}.Fusion")


def test_a_pointer_element_may_be_none(tv):
    t.transform_like(tv, [None])
    assert t.selected() == 102


def test_signature_of_transform_like_shows_the_class():
    annotation = inspect.signature(t.transform_like).parameters["selected_tensors"].annotation
    assert str(annotation) == f"list[{VIEW} | None]"


@pytest.mark.native
def test_the_unchecked_spelling_checks_the_container_alone():
    assert t.unchecked_size(["x"]) == 1
    assert refusal(t.unchecked_size, ("x",)) == "unchecked_size(): argument 1: expected list[int], got tuple"


@pytest.mark.native
def test_dict_keys_and_values_are_checked():
    assert t.by_name({"a": 1}) == 1
    assert refusal(t.by_name, {"a": "b"}).endswith("got dict: value of key 'a': expected int, got str")
    assert refusal(t.by_name, {1: 1}).endswith("got dict: key 1: expected str, got int (1)")


@pytest.mark.native
def test_tuple_items_are_checked_one_by_one():
    assert t.pair((1, "a")) == 2
    assert refusal(t.pair, (1, 2)).endswith("got tuple: item 1: expected str, got int (2)")
    assert refusal(t.pair, (1,)).endswith("got tuple: expected 2 items, got 1")
