# SPDX-License-Identifier: BSD-3-Clause
"""Checks of errors by their exact class and whole text."""

import pytest


def assert_fails(error, text, function, *args):
    """Call `function(*args)`, check the class and text of its error, and return the error."""
    with pytest.raises(error) as info:
        function(*args)
    assert type(info.value) is error
    assert str(info.value) == text
    return info.value


def message(f, *args, error=TypeError, **kwargs):
    """Call `f` and return the text of the error that it raises, of class `error`."""
    with pytest.raises(error) as info:
        f(*args, **kwargs)
    return str(info.value)
