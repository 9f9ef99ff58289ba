# SPDX-License-Identifier: BSD-3-Clause
"""`python -m nanobind.stubgen`: Suture's stub tool, which has the same options."""

import runpy

from . import _home


def main() -> None:
    """Run the tool with the arguments of this process."""
    runpy.run_path(str(_home() / "stubgen.py"), run_name="__main__")


if __name__ == "__main__":
    main()
