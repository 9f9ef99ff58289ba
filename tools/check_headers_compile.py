# SPDX-License-Identifier: BSD-3-Clause
"""Compiles every public header, included twice by itself, in each language version.

Usage: check_headers_compile.py [C++ version...]   (default: 17 20 23)

The compilers are CXX if that is set, else c++ and, where it is installed, clang++.
"""

import concurrent.futures
import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import report

WARNINGS = ("-Wall", "-Wextra", "-Wconversion", "-Werror")
STANDARDS = ("17", "20", "23")
# What a compiler calls a standard that was a draft when it was made: clang 14 knows c++2b only.
DRAFTS = {"20": "2a", "23": "2b"}


def translation_units(root: Path) -> "list[tuple[str, str]]":
    """Return (language, source) for each header: C++ for all and C for the C boundary."""
    folder = root / "include"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.h"))
    # What needs Eigen is compiled by its tests, where Eigen is.
    units = [("c++", name) for name in names if not name.startswith("suture/eigen/")]
    return units + [("c", name) for name in names if name == "suture/abi.h"]


def compilers() -> "list[str]":
    """Return the C++ compilers to try the headers with."""
    named = os.environ.get("CXX")
    if named:
        return [named]
    return ["c++", "clang++"] if shutil.which("clang++") else ["c++"]


def language_option(compiler: str, standard: str) -> str:
    """Return the option for a C++ standard, by its draft's name if that is all the compiler knows."""
    option, draft = f"-std=c++{standard}", f"-std=c++{DRAFTS.get(standard, standard)}"
    return draft if not accepts(compiler, option) and accepts(compiler, draft) else option


def accepts(compiler: str, option: str) -> bool:
    """Say whether the compiler knows an option."""
    command = [compiler, option, "-xc++", "-fsyntax-only", "-"]
    return subprocess.run(command, input=b"", capture_output=True, check=False).returncode == 0


def compile_unit(root: Path, command: "list[str]", name: str) -> "str | None":
    """Return the complaint of one compiler, with its language option, about one header, or None."""
    full = [*command, "-fsyntax-only", *WARNINGS, f"-I{root / 'include'}"]
    full += ["-isystem", sysconfig.get_paths()["include"], "-"]
    # Once shows what the header fails to include, twice that it has no guard.
    source = f"#include <{name}>\n#include <{name}>\n"
    done = subprocess.run(full, input=source, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    first = next((line for line in done.stderr.splitlines() if "error" in line), done.stderr)
    return f"include/{name}: does not compile alone and twice with {' '.join(command)}: {first.strip()}"


def check(root: Path, standards: "tuple[str, ...]" = STANDARDS) -> "list[str]":
    """Return the headers that do not compile."""
    commands = [[name, language_option(name, standard), "-xc++"] for name in compilers() for standard in standards]
    in_c = [os.environ.get("CC", "cc"), "-std=c99", "-xc"]
    jobs = [
        (command, name)
        for language, name in translation_units(root)
        for command in (commands if language == "c++" else [in_c])
    ]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda job: compile_unit(root, *job), jobs)
        return [finding for finding in results if finding is not None]


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:]) or STANDARDS
    sys.exit(report.run(functools.partial(check, standards=chosen)))
