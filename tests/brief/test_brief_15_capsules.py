# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 15: a capsule says what it holds, and a wrong one is an error."""

import types

import pytest
import test_brief_15_capsules_ext as t

M = t.__name__


def refusal(error, f, *args, **kwargs):
    with pytest.raises(error) as info:
        f(*args, **kwargs)
    return str(info.value)


def test_the_briefs_two_lines():
    assert t.untyped(t) == 3


def test_a_typed_capsule():
    assert t.typed(t, "my_api") == 7
    assert t.typed(t, "newer", version=2) == 7


def test_its_name_is_the_attributes_full_name():
    assert t.name_of(t.my_api) == f"{M}.my_api"


def test_c_imports_it_by_that_name():
    assert t.imported_by_c(f"{M}.my_api") == 3


def test_a_null_pointer_is_refused():
    assert refusal(ValueError, t.add_null, t) == f"add_capsule('{M}.nothing'): the pointer is null"
    assert not hasattr(t, "nothing")


def test_a_missing_capsule_is_an_error():
    text = refusal(AttributeError, t.typed, t, "absent")
    assert text == f"get_capsule('{M}.absent'): there is no such attribute"


def test_what_is_no_capsule_is_an_error():
    assert (
        refusal(TypeError, t.typed, t, "number") == f"get_capsule('{M}.number'): it is no capsule but a <class 'int'>"
    )


def test_another_type_is_an_error():
    text = refusal(TypeError, t.typed, t, "other")
    assert text.startswith(f"get_capsule('{M}.other'): it holds a ")
    assert "OtherApi, not a " in text


def test_another_version_is_an_error():
    text = refusal(ValueError, t.typed, t, "my_api", version=2)
    assert text == f"get_capsule('{M}.my_api'): it has version 1, not 2"


def test_a_foreign_capsule_has_no_type():
    assert refusal(TypeError, t.typed, t, "foreign").startswith(f"get_capsule('{M}.foreign'): ")


def test_a_capsule_under_another_module_is_refused_or_the_same():
    other = types.ModuleType("other")
    other.my_api = t.my_api
    assert t.untyped(other) == 3
