# SPDX-License-Identifier: BSD-3-Clause
"""Capsules, C APIs of modules, and submodules."""

import ctypes
import importlib
import sys
import types

import pytest
import test_capsules_ext as t

from failing import assert_fails

# --- capsules -------------------------------------------------------------------------------------


def test_capsule_runs_its_cleanup_once():
    before = t.cleanups()
    capsule = t.capsule_make()
    assert t.capsule_read(capsule) == ("test.name", 42)
    assert t.capsule_data_named(capsule, "test.name") == 42
    del capsule
    assert t.cleanups() == before + 1


def test_capsule_with_another_name_is_an_error():
    assert_fails(
        ValueError, "PyCapsule_GetPointer called with incorrect name", t.capsule_data_named, t.capsule_make(), "other"
    )


def test_capsule_of_a_null_pointer_is_an_error():
    assert_fails(ValueError, "PyCapsule_New called with null pointer", t.capsule_null)


def test_exception_in_a_cleanup_is_reported(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda info: seen.append(str(info.exc_value)))
    t.capsule_throwing_cleanup()
    assert seen == ["from cleanup"]


# --- capsules of modules --------------------------------------------------------------------------


def test_capsule_of_a_module_is_typed_and_versioned():
    assert t.get() == 42
    assert t.get_untyped() == 42
    assert t.get_version() == 42


def test_capsule_of_a_module_can_be_imported_from_c():
    find = ctypes.pythonapi.PyCapsule_Import
    find.restype, find.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
    pointer = find(b"test_capsules_ext.api", 0)
    assert ctypes.cast(pointer, ctypes.POINTER(ctypes.c_int))[0] == 42


def test_missing_capsule_is_an_error():
    assert_fails(AttributeError, "get_capsule('test_capsules_ext.nothing'): there is no such attribute", t.get_missing)


def test_capsule_of_another_type_is_an_error():
    with pytest.raises(TypeError) as info:
        t.get_wrong_type()
    text = str(info.value)
    assert text.startswith("get_capsule('test_capsules_ext.api'): it holds a ")
    assert "api_table, not a " in text
    assert text.endswith("shape")


def test_capsule_of_another_version_is_an_error():
    assert_fails(ValueError, "get_capsule('test_capsules_ext.api2'): it has version 2, not 3", t.get_wrong_version)


def test_attribute_that_is_no_capsule_is_an_error():
    with pytest.raises(TypeError, match=r"get_capsule\('test_capsules_ext.get'\): it is no capsule"):
        t.get_no_capsule()


def test_foreign_capsule_has_no_type():
    m = types.ModuleType("other")
    m.foreign = t.foreign()
    assert t.get_foreign(m)
    assert_fails(
        TypeError,
        "get_capsule('other.foreign'): the capsule does not say what type it holds; ask for it without a type",
        t.get_foreign_typed,
        m,
    )


def test_null_capsule_is_an_error():
    assert_fails(ValueError, "add_capsule('test_capsules_ext.null'): the pointer is null", t.add_null)


def test_submodule_can_be_imported():
    sub = importlib.import_module("test_capsules_ext.sub")
    assert sub is t.sub
    assert sub.f() == 1
    assert sub.__doc__ == "A submodule."
