# SPDX-License-Identifier: BSD-3-Clause
"""What is taken of nanobind's own test suites, and what is left out of them and why."""

from __future__ import annotations

from dataclasses import dataclass

from published import Package


@dataclass(frozen=True)
class Cut:
    """Lines of a source file, from one that contains `first` to one that starts with `last`, left out."""

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


@dataclass(frozen=True)
class Suite:
    """The test suite of one release."""

    release: Package
    #: The version that the project asks find_package for: what selects the dialect's level.
    asked: str
    #: Modules that CI builds; the session `conformance` builds all.
    representative: tuple[str, ...]
    #: Sources that test nothing but private internals, and why: emptied.
    emptied: tuple[tuple[str, str], ...]
    cuts: tuple[Cut, ...]
    excluded: tuple[Excluded, ...]

    @property
    def name(self) -> str:
        """Name the peer and the release, as the file of failing tests does."""
        return f"{self.release.name}-{self.release.version}"


CHRONO_SLOTS = Cut(
    "test_chrono.cpp",
    'm.def("test_datetime_fields"',
    "    });",
    "calls nanobind's private backend slots datetime_unpack and datetime_pack",
)

SUITES = (
    Suite(
        Package(
            "nanobind",
            "3.1.0",
            "nanobind-3.1.0.tar.gz",
            "6661e3dc1434d78781ccf7913442d90361dab395c3424efadb63bbb6ddea7ea3",
        ),
        asked="3.1",
        representative=("functions", "accessor", "callbacks", "enum", "exception", "holders", "eigen"),
        emptied=(("test_abi_layout.cpp", "compares the layout of structs of nanobind's private backend interface"),),
        cuts=(CHRONO_SLOTS,),
        excluded=(
            Excluded("test_chrono.py", "test_datetime_fields", "tests the private backend slots that are cut"),
            Excluded("test_abi.py", "", "the handshake with nanobind's private backend module"),
            Excluded("test_foreign.py", "test02_anchor_present", "looks for nanobind's private record in the module"),
            Excluded(
                "test_accessor.py",
                "test_05_obj_item_accessor_borrows_key",
                "counts the references of a private class: an accessor of Suture owns its key, and cannot dangle",
            ),
        ),
    ),
    Suite(
        Package(
            "nanobind",
            "2.15.0",
            "nanobind-2.15.0.tar.gz",
            "3eace37a3b8cdadd531fcc6145263985b29821467161d34ff722b0644cf445b5",
        ),
        asked="2.15",
        representative=("functions", "callbacks", "exception"),
        emptied=(),
        cuts=(),
        excluded=(),
    ),
)
