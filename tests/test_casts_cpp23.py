# SPDX-License-Identifier: BSD-3-Clause
"""What C++23 adds, there and back: std::expected."""

import pytest
import test_casts_cpp23_ext as t


@pytest.mark.skipif(not hasattr(t, "expected"), reason="this compiler and library have no std::expected")
def test_expected():
    assert t.expected(1) == 1
    assert t.expected_void(True) is None
    assert t.expected_argument(4) == 4
    with pytest.raises(RuntimeError, match="negative"):
        t.expected(-1)
    with pytest.raises(RuntimeError, match="failed"):
        t.expected_void(False)
