# SPDX-License-Identifier: BSD-3-Clause
"""The package around the module."""

from ._core import add

__all__ = ["add"]
