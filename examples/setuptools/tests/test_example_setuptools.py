# SPDX-License-Identifier: BSD-3-Clause
"""Calls the installed package."""

import pytest
from example_setuptools import Point, distance


def test_distance_of_moved_point():
    start = Point(1, 2)
    assert distance(start, start.moved(dx=3, dy=4)) == 5


def test_members_are_writable():
    point = Point(0, 0)
    point.x = 2.5
    assert (point.x, point.y) == (2.5, 0)


def test_wrong_argument_is_a_type_error():
    with pytest.raises(TypeError):
        distance(Point(0, 0), "origin")
