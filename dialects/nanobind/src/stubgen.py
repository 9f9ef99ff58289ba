# SPDX-License-Identifier: BSD-3-Clause
"""The stub tool at the place where a source tree of nanobind has it; the tool is one folder up."""

import runpy
from pathlib import Path

if __name__ == "__main__":
    runpy.run_path(str(Path(__file__).resolve().parents[1] / "stubgen.py"), run_name="__main__")
