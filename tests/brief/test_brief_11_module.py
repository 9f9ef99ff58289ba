# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 11: module docstrings (types that cross between the macros: tests/dialects)."""

import importlib
import sys

import test_brief_11_module_ext as t


def test_module_docstring():
    assert t.__doc__ == "Python bindings for NvFuser Direct CPP API"


def test_functions_belong_to_the_module():
    assert (t.f(), t.f.__module__, t.f.__doc__) == (1, t.__name__, "f() -> int\n\nGives 1.")


def test_importing_again_gives_the_same_functions():
    first = sys.modules.pop(t.__name__)
    try:
        assert importlib.import_module(t.__name__).f() == 1
    finally:
        sys.modules[t.__name__] = first
