# SPDX-License-Identifier: BSD-3-Clause
"""Arguments of `suture stubs`, which are those of nanobind's generator: arguments only."""

import argparse
import sys
from pathlib import Path
from typing import Optional

from ..arguments import Parser
from .conventions import NATIVE, Conventions
from .error import StubError
from .files import Request, write_stubs
from .stub import Options

DESCRIPTION = """\
Write type stubs (.pyi) of modules, which are imported for it. Without '-o' and '-O' a stub goes
beside its module.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    add = parser.add_argument
    add("names", nargs="*", metavar="MODULE", help="a module to make the stub of")
    add("-m", "--module", action="append", default=[], metavar="MODULE", help="the same, as an option")
    add("-o", "--output-file", type=Path, metavar="FILE", help="write the stub of one module to FILE")
    add("-O", "--output-dir", type=Path, metavar="PATH", help="write stubs into the folder PATH")
    add("-i", "--import", dest="import_path", action="append", type=Path, default=[], metavar="PATH",
        help="look for modules in PATH too; may be repeated")  # fmt: skip
    add("-r", "--recursive", action="store_true", help="write stubs of submodules too")
    add("-M", "--marker-file", action="append", type=Path, default=[], metavar="FILE",
        help="write an empty marker file, usually named 'py.typed'; may be repeated")  # fmt: skip
    add("-p", "--pattern-file", action="append", type=Path, default=[], metavar="FILE",
        help="replace entries as the rules in FILE say; may be repeated, the first rule that matches wins")  # fmt: skip
    add("-P", "--include-private", action="store_true", help="show names that start with an underscore")
    add("-D", "--exclude-docstrings", action="store_true", help="show no docstrings")
    add("--exclude-values", action="store_true", help="show '...' for values of variables")
    add("-q", "--quiet", action="store_true", help="say nothing unless something fails")


def run(options: argparse.Namespace, prog: str, conventions: Conventions = NATIVE) -> int:
    """Carry out what the options ask for and return the exit code."""
    request = Request(
        modules=[*options.names, *options.module],
        options=Options(
            conventions=conventions,
            private=options.include_private,
            docstrings=not options.exclude_docstrings,
            values=not options.exclude_values,
        ),
        output_file=options.output_file,
        output_dir=options.output_dir,
        import_path=options.import_path,
        pattern_files=options.pattern_file,
        marker_files=options.marker_file,
        recursive=options.recursive,
    )

    def say(line: str) -> None:
        if not options.quiet:
            print(line, flush=True)

    try:
        write_stubs(request, say)
    except StubError as error:
        print(f"{prog}: {error}", file=sys.stderr)
        return 2
    return 0


def main(arguments: "Optional[list[str]]" = None, conventions: Conventions = NATIVE, prog: str = "suture stubs") -> int:
    """Run the command by itself: what `python -m nanobind.stubgen` calls with its conventions."""
    parser = Parser(prog=prog, description=DESCRIPTION, allow_abbrev=False)
    add_arguments(parser)
    return run(parser.parse_args(arguments), prog, conventions)
