# SPDX-License-Identifier: BSD-3-Clause
"""`python -m nanobind --version | --include_dir | --cmake_dir`."""

import argparse
import sys

from . import __version__, cmake_dir, include_dir


def main() -> int:
    """Print what is asked for; nothing asked shows the help and fails."""
    parser = argparse.ArgumentParser(prog="python -m nanobind", description="Suture in place of nanobind.")
    parser.add_argument("--version", action="version", version=__version__, help="print the version")
    parser.add_argument("--include_dir", action="store_true", help="print the folder of the headers")
    parser.add_argument("--cmake_dir", action="store_true", help="print the folder of the CMake files")
    options = parser.parse_args(sys.argv[1:] or ["--help"])
    if options.include_dir:
        print(include_dir())
    if options.cmake_dir:
        print(cmake_dir())
    return 0


if __name__ == "__main__":
    sys.exit(main())
