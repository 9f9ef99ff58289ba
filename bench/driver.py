# SPDX-License-Identifier: BSD-3-Clause
"""Runs loops of calls in the measured interpreter: `driver.py count|time calls|arrays FOLDER MODULE [SITE]`.

`count` runs under callgrind and marks the borders of the loops; `time` prints nanoseconds per call as JSON. SITE is
the folder that NumPy is installed in.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from kinds import SETS, Kind, empty_loop

WARM_UP = 200  # enough for the interpreter to specialise the loop's instructions
COUNT_SHORT, COUNT_LONG = 500, 1500
TIME_LOOPS, TIME_REPEATS = 20_000, 9


def count(kinds: Sequence[Kind], module: Any, mark: Any) -> None:
    """Leave two loops of different length per kind between marks, the empty loop's first."""
    for kind in (empty_loop, *kinds):
        kind(module, WARM_UP)
        mark()
        kind(module, COUNT_SHORT)
        mark()
        kind(module, COUNT_LONG)
        mark()


def measure(kinds: Sequence[Kind], module: Any) -> dict[str, float]:
    """Nanoseconds per call, the shortest of several loops, net of the empty loop."""
    empty = _shortest(module, empty_loop)
    return {kind.__name__: _shortest(module, kind) - empty for kind in kinds}


def _shortest(module: Any, kind: Kind) -> float:
    kind(module, WARM_UP)
    durations = []
    for _ in range(TIME_REPEATS):
        start = time.perf_counter_ns()
        kind(module, TIME_LOOPS)
        durations.append(time.perf_counter_ns() - start)
    return min(durations) / TIME_LOOPS


def main() -> None:
    """Load the module from its folder and do what the first argument says."""
    mode, kind_set, folder, name, *site = sys.argv[1:]
    sys.path[:0] = [folder, *site]
    module = importlib.import_module(name)
    gc.disable()
    if mode == "count":
        count(SETS[kind_set], module, importlib.import_module("mark").mark)
    else:
        print(json.dumps(measure(SETS[kind_set], module)))


if __name__ == "__main__":
    main()
