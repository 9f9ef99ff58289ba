# SPDX-License-Identifier: BSD-3-Clause
"""An extension built with setuptools."""

from ._core import Point, distance

__all__ = ["Point", "distance"]
