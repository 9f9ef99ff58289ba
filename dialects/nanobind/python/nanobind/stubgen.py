# SPDX-License-Identifier: BSD-3-Clause
"""`python -m nanobind.stubgen` and `import nanobind.stubgen`: Suture's stub tool, with nanobind's options and names."""

import runpy
import sys

from . import _home

runpy.run_path(str(_home() / "stubgen.py"))["load"]()

from suture.stubs.nanobind_api import ReplacePattern, StubGen, main  # noqa: E402

__all__ = ["ReplacePattern", "StubGen", "main"]

if __name__ == "__main__":
    sys.exit(main())
