# SPDX-License-Identifier: BSD-3-Clause
"""Type stubs (`.pyi`) of built modules: the command `suture stubs`, and `Stub` for programs."""

from .conventions import NANOBIND, NATIVE, Conventions
from .error import StubError
from .files import Request, write_stubs
from .patterns import Pattern, read_patterns
from .stub import Options, Stub

__all__ = [
    "NANOBIND",
    "NATIVE",
    "Conventions",
    "Options",
    "Pattern",
    "Request",
    "Stub",
    "StubError",
    "read_patterns",
    "write_stubs",
]
