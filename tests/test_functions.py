# SPDX-License-Identifier: BSD-3-Clause
"""Functions: how arguments are given, which overload is chosen, and what surrounds a call."""

import gc
import pickle
import sys
import types
import weakref

import pytest
import test_functions_ext as t


def message(f, *args, **kwargs):
    with pytest.raises(TypeError) as info:
        f(*args, **kwargs)
    return str(info.value)


# --- how arguments are given ---


def test_arguments_are_given_by_position_or_keyword():
    assert t.add(1, 2) == 3
    assert t.add(1, b=2) == 3
    assert t.add(b=2, a=1) == 3


def test_a_keyword_that_is_computed_is_found():
    assert t.add(**{"".join(["a"]): 1, "".join(["", "b"]): 2}) == 3


def test_arguments_without_a_name_are_positional_only():
    assert t.add_unnamed(1, 2) == 3
    assert message(t.add_unnamed, 1, b=2) == "add_unnamed(): unexpected keyword argument 'b'"


def test_positional_only_argument_rejects_keyword():
    assert t.positional_only(1, b=2) == 3
    assert message(t.positional_only, a=1, b=2) == ("positional_only(): unexpected keyword argument 'a'")


def test_keyword_only_argument_rejects_positional():
    assert t.keyword_only(1, b=2) == 3
    assert t.keyword_only(1) == 11
    assert message(t.keyword_only, 1, 2) == ("keyword_only(): expected at most 1 positional argument, got 2")


def test_args_take_any_number_of_positional_arguments():
    assert [t.variadic(*range(n)) for n in (0, 1, 12)] == [0, 1, 12]
    assert message(t.variadic, k=1) == "variadic(): unexpected keyword argument 'k'"


def test_kwargs_take_any_keyword():
    assert t.keywords() == {}
    assert t.keywords(a=1, b="two") == {"a": 1, "b": "two"}
    assert message(t.keywords, 1) == "keywords(): expected at most 0 positional arguments, got 1"


def test_all_kinds_of_argument_go_together():
    assert t.everything(1) == (1, 2, (), 3, {})
    assert t.everything(1, 5, 6, 7, k=8, z=9) == (1, 5, (6, 7), 8, {"z": 9})
    assert t.everything(b=5, a=1, z=9) == (1, 5, (), 3, {"z": 9})


def test_a_call_that_lacks_an_argument_gives_back_what_it_gathered():
    value = object()
    before = sys.getrefcount(value)
    for _ in range(10):
        assert "missing" in message(t.everything, b=5, z=value)
    gc.collect()  # the frames of the tracebacks
    assert sys.getrefcount(value) == before


def test_self_can_be_given_by_keyword():
    # As inspect.signature says.
    instance = t.Noisy.__new__(t.Noisy)
    t.Noisy.__init__(self=instance, v=7)
    assert instance.twice() == t.Noisy.twice(self=instance) == 14
    assert t.Noisy.plus(self=instance, w=1) == 8
    assert "self" in message(instance.plus, self=instance, w=1)
    assert "'self'" in message(t.add_unnamed, 1, self=2)


def test_kwargs_are_a_new_dict_for_each_call():
    given = {"a": 1}
    assert t.keywords(**given) is not given


def test_more_arguments_than_any_fast_path_takes():
    assert t.many(1, 2, 3, 4, 5, 6, 7, 8, 9, 0) == 123456789


# --- defaults ---


def test_a_default_stands_for_an_argument_that_is_missing():
    assert t.defaults() == (1, "text", None, 0.5)
    assert t.defaults(d=2.0, i=9) == (9, "text", None, 2.0)


def test_a_noexcept_function_is_a_function():
    assert t.subtract(5) == 4


def test_a_default_is_shown_by_its_value_or_by_the_text_given():
    assert "b: int = TWO" in t.default_text.__doc__
    assert "a: int = 7" in t.default_text.__doc__
    assert t.default_text() == 9


# --- what is refused ---


def test_a_missing_argument_is_named():
    assert message(t.add, 1) == "add(): missing argument 'b' (position 2)"
    assert message(t.add_unnamed, 1) == "add_unnamed(): missing argument 2"


def test_too_many_arguments_are_counted():
    assert message(t.add, 1, 2, 3) == "add(): expected at most 2 positional arguments, got 3"


def test_an_argument_given_twice_is_named():
    assert message(t.add, 1, 2, a=3) == "add(): multiple values for argument 'a' (position 1)"


def test_an_unknown_keyword_is_named():
    assert message(t.add, 1, c=2) == "add(): unexpected keyword argument 'c'"


def test_a_wrong_type_says_what_is_expected_and_what_was_given():
    assert message(t.add, 1, "x") == "add(): argument 'b' (position 2): expected int, got str"
    assert message(t.add, 1, None) == "add(): argument 'b' (position 2): expected int, got None"
    assert message(t.add_unnamed, [], 1) == "add_unnamed(): argument 1: expected int, got list"


def test_an_integer_out_of_range_says_the_range():
    assert message(t.keeps_int, 200) == (
        "keeps_int(): argument 'v' (position 1): expected an int in [-128, 127], got int (200)"
    )


# --- None ---


def test_none_is_a_null_pointer_where_it_is_allowed():
    assert t.none_allowed(None) == -1
    assert t.none_allowed(t.Noisy(4)) == 4


def test_a_default_of_none_allows_none():
    assert t.none_default() == -1
    assert t.none_default(None) == -1


def test_none_is_refused_elsewhere():
    assert message(t.none_refused, None) == (
        "none_refused(): argument 'n' (position 1): expected test_functions_ext.Noisy, got None"
    )


def test_an_object_argument_can_refuse_none():
    assert t.object_without_none(3) == 3
    assert "expected object, got None" in message(t.object_without_none, None)


def test_noconvert_takes_the_exact_type_only():
    assert t.no_conversion(1.5) == 1.5
    assert message(t.no_conversion, 1) == ("no_conversion(): argument 'd' (position 1): expected float, got int (1)")


# --- overloads ---


def test_an_exact_overload_wins_over_an_earlier_converting_one():
    assert t.strict_first(1) == "int"
    assert t.strict_first(1.0) == "float"


def test_conversions_are_tried_when_no_overload_is_exact():
    assert t.convert_second(1) == "float"
    assert t.convert_second("x") == "str"


def test_prepend_puts_an_overload_first():
    assert t.prepended(1) == "int"
    assert t.prepended("x") == "object"


def test_overloads_differ_by_count_and_by_keyword():
    assert [t.by_count(), t.by_count(1), t.by_count(1, 2)] == [0, 1, 2]
    assert t.by_keyword(x=1) == "x"
    assert t.by_keyword(y=1) == "y"


def test_next_overload_continues_with_the_next_one():
    assert t.skipping(1) == "positive"
    assert t.skipping(-1) == "any"


def test_next_overload_in_the_last_one_is_a_type_error():
    assert message(t.never, 1) == "never(): the function does not take these arguments"


def test_overload_cast_chooses_a_cpp_overload():
    assert t.picked(1) == "int"
    assert t.picked(1.0) == "float"


def test_the_error_of_an_overloaded_function_shows_every_signature():
    assert message(t.by_count, "x", None, k=1.5) == (
        "by_count(): no overload takes (str, None, k=float); the overloads are:\n"
        "    1. by_count() -> int\n"
        "    2. by_count(arg0: int, /) -> int\n"
        "    3. by_count(arg0: int, arg1: int, /) -> int"
    )


# --- what surrounds a call ---


def test_call_guards_are_nested_around_the_call():
    t.events()
    t.guarded()
    assert t.events() == "a(b(call)b)a"


def test_a_call_guard_is_left_by_an_exception():
    t.events()
    with pytest.raises(SystemError):
        t.guarded_throw()
    assert t.events() == "a()a"


def test_a_call_policy_runs_before_conversion_and_after_the_result():
    t.events()
    assert t.with_policy(2.5) == 2.5
    assert t.events() == "pre1;post1+;"


def test_a_call_policy_may_replace_arguments():
    t.events()
    args = [1]
    assert t.with_policy(*args) == 40
    assert t.with_policy_strict(1) == 40
    assert args == [1]


def test_a_call_policy_may_refuse_the_call():
    with pytest.raises(ValueError, match="refused by the policy"):
        t.with_policy("text")


def test_a_failing_call_still_ends_its_policy():
    t.events()
    with pytest.raises(ValueError):
        t.with_policy_throwing(2)
    assert t.events() in ("pre1;", "pre1;post1-;")


def test_a_deprecated_function_warns_where_it_is_called():
    with pytest.warns(DeprecationWarning, match=r"old\(\) goes; call new\(\)") as record:
        assert t.old() == 1
    assert record[0].filename == __file__


def test_a_deprecation_that_is_an_error_stops_the_call():
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning):
            t.old()


def test_the_documentation_follows_the_signature():
    assert t.documented.__doc__.endswith("Adds two numbers.")


def test_a_name_attribute_replaces_the_name():
    assert t.other_name(1, 2) == 3
    assert not hasattr(t, "renamed")


# --- keep_alive ---


def test_keep_alive_holds_the_patient_as_long_as_the_nurse():
    before = t.alive()
    n, p = t.Nurse(), t.Patient(5)
    n.take(p)
    del p
    assert t.alive() == before + 1
    assert n.value() == 5
    del n
    assert t.alive() == before


def test_keep_alive_holds_what_an_implicit_conversion_made():
    before = t.alive()
    n = t.Nurse()
    n.take("four")
    assert n.value() == 4
    assert t.alive() == before + 1
    del n
    assert t.alive() == before


def test_keep_alive_takes_a_python_subclass_as_nurse():
    class Mine(t.Nurse):
        pass

    before = t.alive()
    n = Mine()
    n.take(t.Patient(5))
    assert n.value() == 5
    del n
    assert t.alive() == before


def test_keep_alive_takes_a_foreign_nurse():
    class Foreign:
        pass

    before = t.alive()
    n = Foreign()
    t.object_nurse(n, t.Patient(1))
    t.object_nurse(n, t.Patient(2))
    assert t.alive() == before + 2
    del n
    assert t.alive() == before


def test_keep_alive_needs_a_nurse_that_can_be_referenced_weakly():
    with pytest.raises(TypeError, match="weak reference"):
        t.object_nurse(5, t.Patient(1))


def test_keep_alive_ignores_none():
    before, none = t.alive(), sys.getrefcount(None)
    for _ in range(100):
        t.object_nurse(None, t.Patient(1))
        t.object_nurse(t.Nurse(), None)
    assert t.alive() == before
    assert sys.getrefcount(None) < none + 50


def test_the_result_can_be_the_nurse():
    before = t.alive()
    n = t.result_nurse(t.Nurse(), t.Patient(1))
    assert t.alive() == before + 1
    del n
    assert t.alive() == before


# --- mistakes of the author ---


@pytest.mark.parametrize(
    ("mistake", "expected"),
    [
        ("bad_default", "m.f: the default of argument 'x' cannot be converted to a Python object"),
        ("too_few_names", "m.f: 1 argument name was given for 2 arguments"),
        ("too_many_names", "m.f: 3 argument names were given for 2 arguments"),
        ("unnamed_keyword_only", "m.f: argument 2 is keyword-only but has no name"),
        ("bad_keep_alive", "m.f: keep_alive<1, 4>: the function has 2 arguments"),
    ],
)
def test_a_mistake_is_an_import_error_that_names_the_function(mistake, expected):
    scope = types.ModuleType("m")
    with pytest.raises(ImportError) as info:
        getattr(t, mistake)(scope)
    assert str(info.value) == expected
    assert not hasattr(scope, "f")


def test_an_argument_of_a_class_that_is_never_bound_is_a_type_error():
    scope = types.ModuleType("m")
    t.unbound_argument(scope)
    assert "never_bound" in message(scope.f, 1)


def test_a_result_of_a_class_that_is_never_bound_is_a_type_error():
    scope = types.ModuleType("m")
    t.unbound_result(scope)
    assert "never_bound' has no Python class: bind it first" in message(scope.g)


# --- captures and functions of no scope ---


def test_a_small_capture_is_stored_in_the_function():
    assert t.inline_capture(4) == 7


def test_a_large_capture_is_stored_on_the_heap():
    assert t.heap_capture(4) == 109


def test_cpp_function_makes_a_function_of_no_scope():
    f = t.make_adder(3)
    assert f(4) == 7
    assert f(x=4) == 7
    assert f.__doc__.endswith("Adds a number.")


def test_a_capture_dies_with_its_function():
    f = t.make_heap_adder(3)
    assert f(4) == 7
    assert t.capture_alive()
    del f
    gc.collect()
    assert not t.capture_alive()


def test_a_function_can_be_referenced_weakly():
    f = t.make_adder(1)
    r = weakref.ref(f)
    assert r() is f
    del f
    assert r() is None


def test_a_function_is_pickled_by_reference():
    assert pickle.loads(pickle.dumps(t.add)) is t.add


def test_a_function_outlives_its_scope():
    scope = types.ModuleType("m")
    t.unbound_argument(scope)
    f = scope.f
    del scope
    gc.collect()
    assert f.__module__ == "m"


# --- errors that are not about types --------------------------------------------------------------


class Raises:
    """A number whose conversion raises."""

    def __init__(self, error):
        self.error = error

    def __index__(self):
        raise self.error

    __float__ = __index__


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("name", ["keeps_int", "subtract", "strict_first", "by_count"])
def test_an_error_that_is_not_about_types_passes_through(name, error):
    with pytest.raises(error, match="^why$"):
        getattr(t, name)(Raises(error("why")))


@pytest.mark.parametrize("error", [ValueError, OverflowError, TypeError])
def test_another_error_of_a_number_is_a_mismatch(error):
    text = "keeps_int(): argument 'v' (position 1): expected int, got Raises"
    assert message(t.keeps_int, Raises(error("why"))) == text
