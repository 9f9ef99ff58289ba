# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 10: properties round-trip, are real descriptors, and name themselves in errors."""

import inspect

import pytest
import test_brief_10_properties_ext as t

M = t.__name__


def refusal(error, o, name, value):
    with pytest.raises(error) as info:
        setattr(o, name, value)
    return str(info.value)


def test_bdimx_round_trips():
    params = t.LaunchParams()
    params.bdimx = 128
    assert params.bdimx == t.bdimx_of(params) == 128


@pytest.mark.native
@pytest.mark.parametrize(("value", "got"), [("x", "str"), (1.5, "float"), (None, "None")])
def test_a_wrong_type_names_property_expected_and_got(value, got):
    assert refusal(TypeError, t.LaunchParams(), "bdimx", value) == f"LaunchParams.bdimx: expected int, got {got}"


@pytest.mark.native
def test_a_number_out_of_range_names_the_range():
    assert refusal(TypeError, t.LaunchParams(), "bdimx", 2**64) == (
        "LaunchParams.bdimx: expected an int in [-9223372036854775808, 9223372036854775807], "
        "got int (18446744073709551616)"
    )


def test_a_refused_value_changes_nothing():
    params = t.LaunchParams()
    refusal(TypeError, params, "bdimx", "x")
    assert params.bdimx == 1


def test_an_exception_of_the_setter_arrives():
    assert refusal(ValueError, t.LaunchParams(), "bdimy", 2000) == "bdimy: at most 1024 threads"


def test_a_property_without_setter_is_read_only():
    params = t.LaunchParams()
    params.bdimx, params.bdimy = 4, 8
    assert params.threads == 32
    text = f"attribute 'threads' of '{M}.LaunchParams' objects is not writable"
    assert refusal(AttributeError, params, "threads", 1) == text


def test_a_property_cannot_be_deleted():
    with pytest.raises(AttributeError) as info:
        del t.LaunchParams().bdimx
    assert str(info.value) == "LaunchParams.bdimx: the attribute cannot be deleted"


def test_an_unknown_property_is_refused():
    text = refusal(AttributeError, t.LaunchParams(), "bdimz", 1)
    assert text.startswith(f"'{M}.LaunchParams' object has no attribute 'bdimz'")


def test_properties_are_getset_descriptors():
    assert inspect.isgetsetdescriptor(t.LaunchParams.bdimx)
    assert inspect.isgetsetdescriptor(t.MyClass.member)
    assert t.LaunchParams.bdimy.__doc__ == "Threads along y."


def test_data_members_round_trip():
    o = t.MyClass()
    o.member, o.small, o.name = 9, 65535, "other"
    assert (o.member, o.small, o.name, t.sum(o)) == (9, 65535, "other", 65544)


def test_a_wrong_type_for_a_data_member_names_it():
    o = t.MyClass()
    assert refusal(TypeError, o, "member", "x").endswith("MyClass.member: expected int, got str")
    assert refusal(TypeError, o, "name", 3).endswith("MyClass.name: expected str, got int (3)")


def test_a_data_member_never_wraps_around():
    text = refusal(TypeError, t.MyClass(), "small", 70000)
    assert text.endswith("MyClass.small: expected an int in [0, 65535], got int (70000)")


def test_a_const_data_member_is_read_only():
    assert t.MyClass().fixed == 5
    assert "is not writable" in refusal(AttributeError, t.MyClass(), "fixed", 1)
