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

# Against a bare `#include <Python.h>`.
HEADER_SECONDS = 1.25
HEADER_LINES = 24_500

# Against pybind11: "8 times faster" is a ratio of 1/8.
PYBIND11_COMPILE_SECONDS = 1 / 8
PYBIND11_SIZE = 1 / 5
PYBIND11_IMPORT = 1 / 5
PYBIND11_CALLS_MEAN = 1 / 3
