# SPDX-License-Identifier: BSD-3-Clause
"""A pytest plugin: what a failed test leaves in its traceback must not count in the next one."""

import gc
import sys


def pytest_runtest_logfinish() -> None:
    """Forget the last error and collect what hung on it."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    gc.collect()
