# SPDX-License-Identifier: BSD-3-Clause
"""What is taken of nanobind's own test suite, and what is left out of it and why."""

from __future__ import annotations

from dataclasses import dataclass

from packages import Package

RELEASE = Package(
    "nanobind",
    "3.1.0",
    "nanobind-3.1.0.tar.gz",
    "6661e3dc1434d78781ccf7913442d90361dab395c3424efadb63bbb6ddea7ea3",
)

#: Modules that CI builds; the session `conformance` builds all.
REPRESENTATIVE = ("functions", "accessor", "callbacks", "enum", "exception")


@dataclass(frozen=True)
class Cut:
    """Lines of a source file, from one that contains `first` to one that contains `last`, left out."""

    file: str
    first: str
    last: str
    reason: str


@dataclass(frozen=True)
class Excluded:
    """Tests that are not run."""

    file: str
    name: str
    reason: str


#: Sources that test nothing but private internals: emptied.
EMPTIED = {"test_abi_layout.cpp": "compares the layout of structs of nanobind's private backend interface"}

CUTS = (
    Cut(
        "test_chrono.cpp",
        'm.def("test_datetime_fields"',
        "    });",
        "calls nanobind's private backend slots datetime_unpack and datetime_pack",
    ),
)

EXCLUDED = (
    Excluded("test_chrono.py", "test_datetime_fields", "tests the private backend slots that are cut"),
    Excluded("test_abi.py", "", "the handshake with nanobind's private backend module"),
    Excluded(
        "test_accessor.py",
        "test_05_obj_item_accessor_borrows_key",
        "counts the references of a private class: an accessor of Suture owns its key, so that it cannot dangle",
    ),
)
