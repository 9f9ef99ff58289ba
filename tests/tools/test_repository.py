# SPDX-License-Identifier: BSD-3-Clause
"""This repository passes its own checks."""

from pathlib import Path

import pytest

import check_cmake_sources
import check_headers
import check_version

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("check", [check_cmake_sources.check, check_headers.check, check_version.check])
def test_repository_is_clean(check):
    assert check(ROOT) == []
