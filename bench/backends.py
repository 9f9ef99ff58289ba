# SPDX-License-Identifier: BSD-3-Clause
"""What is compared: each binding library's include paths, macros and runtime, and how a module of it is compiled."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolchain import ROOT, BenchError, Compiler, Cost, Interpreter, run_measured

NAMES = ("suture", "suture-nanobind", "nanobind", "pybind11", "c", "cython")

# The build workloads: one set of flags for everybody.
SIZE_FLAGS = (
    "-fPIC -Os -g0 -DNDEBUG -fvisibility=hidden -fno-stack-protector -ffunction-sections -fdata-sections"
).split()

# The calls: what each library's own CMake function gives in Release, -Os for bindings and -O3 for the runtime where
# the library is built that way; -O3 for pybind11, C and Cython, which is the better choice for them.
CALL_FLAGS = {
    "suture": "-Os",
    "suture-nanobind": "-Os",
    "nanobind": "-Os",
    "pybind11": "-O3",
    "c": "-O3",
    "cython": "-O3",
}
CALL_RUNTIME_FLAG = "-O3"

LINK_FLAGS = ("-shared", "-Wl,--gc-sections")


@dataclass(frozen=True)
class Backend:
    """One binding library, as a compiler sees it."""

    name: str
    version: str
    includes: tuple[Path, ...] = ()
    defines: tuple[str, ...] = ()
    runtime: Path | None = None  # the library's own source, compiled once and linked statically
    runtime_parts: tuple[tuple[str, ...], ...] = ((),)  # options of each compilation of it
    runtime_includes: tuple[Path, ...] = ()
    umbrella: str = "Python.h"  # the header of the header-cost question
    dialect: str = ""  # the library whose sources it compiles, unmodified, where that is another

    @property
    def spelling(self) -> str:
        """The library that its sources are written for."""
        return self.dialect or self.name

    @property
    def extension(self) -> str:
        """The suffix of a workload's source file."""
        return "c" if self.name == "c" else "cpp"


def find(names: Sequence[str]) -> list[Backend]:
    """The backends of these names, in the fixed order; raise BenchError where one is not there."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise BenchError(f"--backends {','.join(unknown)}: not one of {', '.join(NAMES)}")
    return [_FINDERS[name]() for name in NAMES if name in names]


def available() -> list[str]:
    """The names that `find` would accept here."""
    names = []
    for name in NAMES:
        try:
            find([name])
        except BenchError:
            continue
        names.append(name)
    return names


def compile_source(
    backend: Backend, compiler: Compiler, python: Interpreter, flags: Sequence[str], source: Path, target: Path
) -> Cost:
    """Compile one translation unit of a module."""
    command = _command(compiler, source, flags, python)
    command += [f"-I{path}" for path in backend.includes] + [f"-D{macro}" for macro in backend.defines]
    return run_measured([*command, "-c", str(source), "-o", str(target)])


def compile_runtime(
    backend: Backend, compiler: Compiler, python: Interpreter, flags: Sequence[str], target: Path
) -> Cost:
    """Compile the library's own runtime; a backend without one costs nothing and makes no file."""
    if backend.runtime is None:
        return Cost(0, 0)
    command = _command(compiler, backend.runtime, flags, python)
    command += [f"-I{path}" for path in (*backend.includes, *backend.runtime_includes)]
    command += [f"-D{macro}" for macro in backend.defines]
    if len(backend.runtime_parts) == 1:
        return run_measured([*command, "-c", str(backend.runtime), "-o", str(target)])
    parts, costs = [], []
    for number, options in enumerate(backend.runtime_parts):
        parts.append(target.with_suffix(f".{number}.o"))
        costs.append(run_measured([*command, *options, "-c", str(backend.runtime), "-o", str(parts[-1])]))
    run_measured(["ld", "-r", "-o", str(target), *map(str, parts)])
    return Cost(sum(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


def link(backend: Backend, compiler: Compiler, objects: Sequence[Path], target: Path) -> Cost:
    """Link a module and strip it."""
    driver = compiler.cc if backend.name == "c" else compiler.cxx
    cost = run_measured([driver, *LINK_FLAGS, *map(str, objects), "-o", str(target)])
    run_measured(["strip", str(target)])
    return cost


def _command(compiler: Compiler, source: Path, flags: Sequence[str], python: Interpreter) -> list[str]:
    if source.suffix == ".c":
        return [compiler.cc, "-std=c11", *flags, f"-I{python.include}"]
    return [compiler.cxx, "-std=c++17", *flags, f"-I{python.include}"]


def _suture(name: str = "suture", dialect: str = "", umbrella: str = "suture/suture.h") -> Backend:
    runtime = ROOT / "src" / "suture.cpp"
    if not runtime.is_file():
        raise BenchError("suture: src/suture.cpp is missing: run from a full checkout")
    own = (ROOT / "dialects" / dialect / "include",) if dialect else ()
    return Backend(
        name=name,
        version=_version_of_this_tree(),
        includes=(*own, ROOT / "include"),
        defines=("SUTURE_LINKED",),
        runtime=runtime,
        # As cmake/suture-library.cmake does: C++ exceptions end in the glue.
        runtime_parts=(
            ("-DSUTURE_ONLY_RUNTIME", "-fno-exceptions", "-fno-asynchronous-unwind-tables", "-fno-rtti"),
            ("-DSUTURE_ONLY_GLUE",),
        ),
        umbrella=umbrella,
        dialect=dialect,
    )


def _suture_nanobind() -> Backend:
    return _suture("suture-nanobind", "nanobind", "nanobind/nanobind.h")


def _nanobind() -> Backend:
    home = _package("nanobind")
    return Backend(
        name="nanobind",
        version=importlib.metadata.version("nanobind"),
        includes=(home / "include",),
        runtime=home / "src" / "nb_combined.cpp",
        runtime_includes=(home / "ext" / "robin_map" / "include",),
        umbrella="nanobind/nanobind.h",
    )


def _pybind11() -> Backend:
    return Backend(
        name="pybind11",
        version=importlib.metadata.version("pybind11") if _package("pybind11") else "",
        includes=(_package("pybind11") / "include",),
        umbrella="pybind11/pybind11.h",
    )


def _c() -> Backend:
    return Backend(name="c", version="C11")


def _cython() -> Backend:
    _package("Cython")
    return Backend(name="cython", version=importlib.metadata.version("cython"))


_FINDERS: dict[str, Callable[[], Backend]] = {
    "suture": _suture,
    "suture-nanobind": _suture_nanobind,
    "nanobind": _nanobind,
    "pybind11": _pybind11,
    "c": _c,
    "cython": _cython,
}


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise BenchError(f"{name} is not installed: pip install {name.lower()}")
    return Path(spec.origin).parent


def _version_of_this_tree() -> str:
    numbers = dict.fromkeys(("MAJOR", "MINOR", "PATCH"), "0")
    header = ROOT / "include" / "suture" / "version.h"
    for line in header.read_text().splitlines() if header.is_file() else ():
        fields = line.split()
        for part in numbers:
            if len(fields) == 3 and fields[1] == f"SUTURE_VERSION_{part}":
                numbers[part] = fields[2]
    return ".".join(numbers.values())
