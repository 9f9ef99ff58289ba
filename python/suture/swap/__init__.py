# SPDX-License-Identifier: BSD-3-Clause
"""`suture swap`: a build command finds Suture where it asks for nanobind."""

from .command import SwapError, swap
from .compare import compare

__all__ = ["SwapError", "compare", "swap"]
