# SPDX-License-Identifier: BSD-3-Clause
"""The command `suture`: arguments only, the work is done elsewhere.

Misuse prints one line that says what to do and exits with 2; nothing here shows a traceback.
"""

import argparse
import sys
from pathlib import Path
from typing import Optional

from . import flags, layout
from .arguments import Parser
from .new import NewProjectError, create_project
from .stubs import cli as stubs
from .swap import SwapError, compare, swap

DESCRIPTION = """\
Facts that a build needs, new projects, and type stubs. One line builds an extension:

  g++ -std=c++17 -O2 -shared -fPIC $(suture --cflags) my.cpp $(suture --sources) \\
      -o my$(suture --extension-suffix)
"""


def _parser() -> Parser:
    parser = Parser(
        prog="suture",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    facts = parser.add_mutually_exclusive_group()
    facts.add_argument("--version", action="store_true", help="print the version")
    facts.add_argument("--include-dir", action="store_true", help="print the folder of <suture/suture.h>")
    facts.add_argument(
        "--cmake-dir",
        nargs="?",
        const="native",
        choices=flags.DIALECTS,
        help="print the folder for CMAKE_PREFIX_PATH (or nanobind_DIR)",
    )
    facts.add_argument("--pkgconfig-dir", action="store_true", help="print the folder for PKG_CONFIG_PATH")
    facts.add_argument(
        "--cflags",
        nargs="?",
        const="native",
        choices=flags.DIALECTS,
        help="print include paths (Python's too) and macros",
    )
    facts.add_argument("--sources", action="store_true", help="print the runtime's source files to compile in")
    facts.add_argument("--extension-suffix", action="store_true", help="print the suffix of extension modules")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    new = commands.add_parser(
        "new",
        help="create a project that builds to a wheel",
        description="Create the folder NAME with a project that builds to a wheel.",
        allow_abbrev=False,
    )
    new.add_argument("name", metavar="NAME", help="name of the Python package")
    stub = commands.add_parser(
        "stubs",
        help="write type stubs (.pyi) of built modules",
        description=stubs.DESCRIPTION,
        allow_abbrev=False,
    )
    stubs.add_arguments(stub)
    swapping = commands.add_parser(
        "swap",
        help="run a build that finds Suture where it asks for nanobind",
        description="Run a build command that finds Suture where it asks for nanobind: suture swap -- pip wheel .",
        allow_abbrev=False,
    )
    swapping.add_argument("--compare", action="store_true", help="build with nanobind too, and print a table")
    swapping.add_argument("--keep", type=Path, metavar="FOLDER", help="with --compare: leave both builds in FOLDER")
    swapping.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="pip, uv, cmake, make, ...")
    return parser


def _answer(options: argparse.Namespace) -> Optional[str]:
    """Return the line that answers the fact asked for, or None if none was."""
    if options.version:
        return layout.version()
    if options.include_dir:
        return layout.include_dir()
    if options.cmake_dir:
        return layout.cmake_dir(options.cmake_dir)
    if options.pkgconfig_dir:
        return layout.pkgconfig_dir()
    if options.cflags:
        return " ".join(flags.cflags(options.cflags))
    if options.sources:
        return " ".join(layout.sources())
    if options.extension_suffix:
        return flags.extension_suffix()
    return None


def main(arguments: "Optional[list[str]]" = None) -> int:
    """Run the command with `arguments` (`sys.argv` by default) and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        answer = _answer(options)
        if options.command is None and answer is None:
            parser.error("nothing to do: name a command ('new', 'stubs', 'swap') or an option such as '--cflags'")
        if options.command is not None and answer is not None:
            parser.error(f"'{options.command}' goes without options before it")
        if options.command == "stubs":
            return stubs.run(options, "suture stubs")
        if options.command == "swap":
            return _swap(options)
        print(_create(options.name) if answer is None else answer)
    except (layout.LayoutError, NewProjectError, SwapError) as error:
        print(f"suture: {error}", file=sys.stderr)
        return 2
    return 0


def _swap(options: argparse.Namespace) -> int:
    """Run a build command with Suture in place of nanobind and return its exit code."""
    words = options.words[1:] if options.words[:1] == ["--"] else options.words
    if options.keep and not options.compare:
        raise SwapError("--keep goes with --compare")
    return compare(words, keep=options.keep) if options.compare else swap(words)


def _create(name: str) -> str:
    """Create a project and return the line that says what comes next."""
    folder = create_project(name)
    return f"created {folder}: next, 'cd {folder}' and read README.md"
