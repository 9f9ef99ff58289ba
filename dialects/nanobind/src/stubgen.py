# SPDX-License-Identifier: BSD-3-Clause
"""The stub tool at the place where a source tree of nanobind has it, to run or to import."""

import runpy
import sys
from pathlib import Path

_tool = Path(__file__).resolve().parents[1] / "stubgen.py"
if _tool.is_file():  # else a copy, for which Suture has to be installed
    runpy.run_path(str(_tool))["load"]()

from suture.stubs.nanobind_api import ReplacePattern, StubGen, main  # noqa: E402

__all__ = ["ReplacePattern", "StubGen", "main"]

if __name__ == "__main__":
    sys.exit(main())
