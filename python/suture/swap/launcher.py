# SPDX-License-Identifier: BSD-3-Clause
"""Runs a compiler and notes what it took; CMake starts compilers through it in a measured build.

The file named by SUTURE_SWAP_COSTS gets a line per run: CPU seconds, peak memory in KiB.
"""

import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    command = sys.argv[1:]
    child = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(child, 0)
    memory = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    with open(os.environ["SUTURE_SWAP_COSTS"], "a", encoding="utf-8") as costs:  # noqa: PTH123 - pathlib costs time
        costs.write(f"{usage.ru_utime + usage.ru_stime:.4f} {memory}\n")
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 1


if __name__ == "__main__":
    sys.exit(main())
