# SPDX-License-Identifier: BSD-3-Clause
"""The nanobind dialect: the spellings of 2.x and of 3.x, of the same source built for each major version."""

import gc
import weakref

import pytest
import test_nanobind_spellings_2_ext as two
import test_nanobind_spellings_ext as three


@pytest.fixture(params=[three, two], ids=["3.x", "2.x"])
def t(request):
    return request.param


def test_each_build_reports_the_major_version_it_is_for():
    assert (three.major, two.major) == (3, 2)


def test_free_threaded_module_says_that_it_needs_no_gil():
    # The build for 2.x has what nanobind_add_module(... FREE_THREADED) defines.
    assert (three.without_gil, two.without_gil) == (False, True)


def test_policy_of_a_variable_is_honoured(t):
    assert t.by_variable() is t.by_variable()
    assert t.by_constant() is t.by_variable()


def test_policy_of_a_condition_is_honoured(t):
    copy = t.by_condition()
    copy.value = 5
    assert t.by_variable().value == 1


def test_caster_of_the_user_s_reads_the_policy(t):
    assert t.cast_policy(True) == "copy"
    assert t.cast_policy(False) is True


def test_policy_is_a_template_argument(t):
    next(t.iterate()).value = 7
    assert next(t.iterate()).value == 1
    next(t.iterate_in_place()).value = 7
    assert next(t.iterate()).value == 7
    next(t.iterate_in_place()).value = 1


def test_bound_vector_takes_a_policy(t):
    items = t.Items([t.Item()])
    items[0].value = 9
    assert items[0].value == 9


def test_none_takes_a_value(t):
    assert t.none(None)
    assert t.none_true(None)
    with pytest.raises(TypeError):
        t.none_false(None)


def test_noconvert_takes_a_value(t):
    assert t.noconvert_true() == 0.5
    assert t.noconvert_false(1) == 1.0
    for strict in (t.noconvert, t.noconvert_true):
        with pytest.raises(TypeError):
            strict(1)


def test_default_of_none_accepts_none(t):
    assert t.default_none() and t.default_none(None)
    assert t.default_object() and t.default_object(None)


def test_unnamed_annotation_leaves_the_slash_out_in_2_only():
    assert three.unnamed.__doc__ == "unnamed(arg0: int, arg1: int, /) -> None"
    assert two.unnamed.__doc__ == "unnamed(arg0: int, arg1: int) -> None"
    for t in (three, two):
        assert t.unannotated.__doc__ == "unannotated(arg0: int, arg1: int, /) -> None"


def test_types_and_copies_that_say_something_leave_the_slash_out_in_2_only():
    assert three.nullable.__doc__ == "nullable(arg0: int, arg1: int | None, /) -> None"
    assert two.nullable.__doc__ == "nullable(arg0: int, arg1: int | None) -> None"
    copies = [t.Plain.__init__.__doc__.splitlines()[1].partition(".Plain")[2] for t in (three, two)]
    assert copies == [", /) -> None", ") -> None"]


def test_flags_of_a_caster_have_either_width(t):
    assert t.narrow(1) == 1.0
    assert t.wide(None) == 1.0
    with pytest.raises(TypeError):
        t.narrow_strict(1)


def test_trampoline_with_and_without_a_count(t):
    class Dog(t.Animal):
        def name(self):
            return "dog"

    class Rose(t.Plant):
        def name(self):
            return "rose"

    assert [t.name_of(o) for o in (t.Animal(), Dog(), Rose())] == ["animal", "dog", "rose"]


def test_none_in_a_condition(t):
    assert t.text_or_none(True) == "text"
    assert t.text_or_none(False) is None


def test_keep_alive_by_function(t):
    class Patient:
        pass

    nurse, patient = t.Item(), Patient()
    watched = weakref.ref(patient)
    t.tie(nurse, patient)
    del patient
    gc.collect()
    assert watched() is not None
    del nurse
    gc.collect()
    assert watched() is None


@pytest.mark.parametrize(("t", "name"), [(three, "keep_alive_py"), (two, "keep_alive")])
def test_what_nothing_can_be_tied_to_is_told_in_the_words_of_the_major_version(t, name):
    text = rf"^nanobind::detail::{name}\(\): could not create a weak reference!$"
    with pytest.raises(RuntimeError, match=text):
        t.tie(5, t.Item())


def test_abi_tag_is_the_same_by_both_names():
    assert three.tag() == two.tag() != ""


def test_element_type_by_ndarray_traits(t):
    numpy = pytest.importorskip("numpy")
    assert t.half_dtype() == (2, 16, 1)
    assert t.half(numpy.zeros(3, numpy.float16)) == 3
    with pytest.raises(TypeError):
        t.half(numpy.zeros(3, numpy.int16))
    assert "dtype=float16" in t.half.__doc__


def test_element_type_by_dtype_traits(t):
    numpy = pytest.importorskip("numpy")
    assert t.standard_dtype() == 32
    assert "dtype=bfloat16" in t.brain.__doc__
    with pytest.raises(TypeError):
        t.brain(numpy.zeros(3, numpy.float16))


def test_bases_of_container_casters(t):
    assert t.ring([1, 2]) == [1, 2, -1]
    assert t.triple([1, 2, 3]) == [-1, 2, 3]
    assert t.table({"a": 1}) == {"a": 1, "more": -1}
    assert t.bag({1, 2}) == {1, 2, -1}
    assert t.maybe() is None and t.maybe(3) == 3
    with pytest.raises(TypeError):
        t.triple([1, 2])
