# SPDX-License-Identifier: BSD-3-Clause
"""Which tests of the brief a run through a dialect takes.

SUTURE_TEST_LIBRARY  "nanobind": the modules are bound through that dialect
"""

import os

THROUGH_DIALECT = bool(os.environ.get("SUTURE_TEST_LIBRARY"))

collect_ignore = [] if THROUGH_DIALECT else ["test_brief_in_nanobinds_words.py"]


def pytest_collection_modifyitems(config, items):
    """Leave out the tests of Suture's own meaning and words."""
    if THROUGH_DIALECT:
        native = [item for item in items if item.get_closest_marker("native")]
        config.hook.pytest_deselected(items=native)
        items[:] = [item for item in items if item not in native]
