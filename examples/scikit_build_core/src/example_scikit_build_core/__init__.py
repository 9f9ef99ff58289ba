# SPDX-License-Identifier: BSD-3-Clause
"""An extension built with scikit-build-core and CMake."""

from ._core import Point, distance

__all__ = ["Point", "distance"]
