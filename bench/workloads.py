# SPDX-License-Identifier: BSD-3-Clause
"""The build workloads by name: how many bindings each holds and which backends it is written for."""

from __future__ import annotations

from dataclasses import dataclass

import generate
import generate_fuser
from backends import Backend
from generate_fuser import FULL, QUICK

NAMES = ("empty", "func", "class", "nvfuser")


@dataclass(frozen=True)
class Workload:
    """One generated module."""

    name: str
    module: str  # the name it is imported by
    count: int  # bindings: what sizes beyond the empty module are divided by
    unit: str
    quick: bool

    def supports(self, backend: Backend) -> bool:
        """Whether the generator can write it for this backend."""
        if self.name == "nvfuser":
            return backend.spelling in generate.DIALECTS
        return backend.spelling in (*generate.DIALECTS, "c")

    def source(self, backend: Backend) -> str:
        """The translation unit."""
        if self.name == "empty":
            return generate.empty(backend.spelling)
        if self.name == "func":
            return generate.functions(backend.spelling, self.count)
        if self.name == "class":
            return generate.classes(backend.spelling, self.count)
        return generate_fuser.source(backend.spelling, QUICK if self.quick else FULL)


def all_workloads(quick: bool) -> list[Workload]:
    """Every workload, in the order of measurement."""
    fuser = QUICK if quick else FULL
    return [
        Workload("empty", "empty", 0, "", quick),
        Workload("func", "func", 60 if quick else 720, "function", quick),
        Workload("class", "class_", 24 if quick else 252, "class", quick),
        Workload("nvfuser", "nvfuser", fuser.overloads, "overload", quick),
    ]
