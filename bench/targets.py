# SPDX-License-Identifier: BSD-3-Clause
"""The only place that holds the targets: ratios of Suture's figure to a peer's, each an upper bound."""

from __future__ import annotations

# Against nanobind, the same work, the same flags, the same run.
COMPILE_SECONDS = 0.35
COMPILE_MEMORY = 0.35
SIZE_PER_FUNCTION = 0.40
SIZE_PER_CLASS = 0.45
SIZE_EMPTY = 1.2
IMPORT_FUNCTIONS = 0.5
CALLS_MEAN = 0.80
CALLS_EACH = 1.0
ARRAYS_EACH = 0.7

# Against a bare `#include <Python.h>`.
HEADER_SECONDS = 1.25
HEADER_LINES = 24_500

# Against pybind11: "8 times faster" is a ratio of 1/8.
PYBIND11_COMPILE_SECONDS = 1 / 8
PYBIND11_SIZE = 1 / 5
PYBIND11_IMPORT = 1 / 5
PYBIND11_CALLS_MEAN = 1 / 3

# Through a dialect, the same sources as the peer's, unmodified, everything may take a tenth more; but no call may take
# more than with the peer.
DIALECTS = ("suture-nanobind",)
DIALECT_SLACK = 1.1


def relaxed(target: float | None, ours: str) -> float | None:
    """The target of what is measured as `ours`: Suture itself, or a dialect of it."""
    return target * DIALECT_SLACK if target is not None and ours in DIALECTS else target
