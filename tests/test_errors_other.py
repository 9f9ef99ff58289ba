# SPDX-License-Identifier: BSD-3-Clause
"""Exceptions that cross from one module to another."""

import pytest
import test_errors_ext as t
import test_errors_other_ext as other


def test_registered_exception_of_another_module_is_translated():
    with pytest.raises(t.SharedError, match="^shared$"):
        other.throw_shared()


def test_local_exception_of_another_module_is_not():
    with pytest.raises(RuntimeError, match="^local$") as info:
        other.throw_local()
    assert type(info.value) is RuntimeError


def test_exception_that_both_register_is_each_one_s_own():
    with pytest.raises(t.TwiceError, match="^twice$"):
        t.throw_twice()
    with pytest.raises(other.TwiceError, match="^twice$"):
        other.throw_twice()
    assert t.TwiceError is not other.TwiceError


def test_python_error_passes_through_two_modules():
    def outer():
        t.throw_local_shared()

    assert other.call(outer) == "LocalSharedError"
