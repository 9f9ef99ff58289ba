# SPDX-License-Identifier: BSD-3-Clause
"""Compiles and links both bindings with the same compiler and flags, and measures it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from source import NeedsError

#: nanobind's and Suture's CMake functions both pass these for a release.
FLAGS = ("-std=c++17", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-ffunction-sections")
FLAGS += ("-fdata-sections", "-fno-stack-protector")
SMALL = ("-Os",)
#: The library itself is compiled once, for speed.
FAST = ("-O2",)
LINK = ("-shared", "-s")
if sys.platform == "darwin":
    LINK = ("-shared", "-undefined", "dynamic_lookup", "-Wl,-dead_strip", "-Wl,-x")
else:
    LINK += ("-Wl,--gc-sections",)


@dataclass
class Cost:
    """What one compiler run took."""

    seconds: float
    megabytes: float


@dataclass
class Binder:
    """A binding library as a hand-written build sees it."""

    label: str
    flags: list[str]
    #: Its runtime's source files, with flags for them alone.
    runtime: list[Path]
    runtime_flags: tuple[str, ...] = ()


def compiler() -> list[str]:
    """Return the C++ compiler's command."""
    named = shlex.split(os.environ.get("CXX", ""))
    if named:
        if not shutil.which(named[0]):
            raise NeedsError(f"CXX names {named[0]}, which is not there")
        return named
    for name in ("c++", "g++", "clang++"):
        if shutil.which(name):
            return [name]
    raise NeedsError("no C++ compiler: install g++ or clang++, or set CXX")


def python_include() -> str:
    """Return the folder of Python.h."""
    folder = sysconfig.get_paths()["include"]
    if not (Path(folder) / "Python.h").exists():
        raise NeedsError("no Python.h: install Python's development files (python3-dev)")
    return folder


def suture() -> Binder:
    """Return Suture as `suture --cflags` and `suture --sources` describe it."""

    def ask(option: str) -> list[str]:
        done = subprocess.run([sys.executable, "-m", "suture", option], capture_output=True, text=True)
        if done.returncode:
            raise NeedsError(
                "the package suture is not installed here: run `make demo` once, then use .venv/bin/python"
            )
        return shlex.split(done.stdout)

    version = subprocess.run([sys.executable, "-m", "suture", "--version"], capture_output=True, text=True).stdout
    label = f"Suture {version.split()[-1]}" if version.split() else "Suture"
    return Binder(label, ask("--cflags"), [Path(name) for name in ask("--sources")])


def peer(name: str, version: str, packages: Path) -> Binder:
    """Return nanobind or pybind11 as their own build functions use them."""
    home, include = packages / name, f"-I{packages / name / 'include'}"
    if name == "pybind11":
        return Binder(f"{name} {version}", [include], [])
    runtime = [home / "src" / "nb_combined.cpp"]
    robin = f"-I{home / 'ext' / 'robin_map' / 'include'}"
    return Binder(f"{name} {version}", [include, f"-I{python_include()}"], runtime, (robin, "-fno-strict-aliasing"))


def run(command: list[str]) -> Cost:
    """Run a compiler, whose complaints are shown if it fails."""
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    errors = child.stderr.read() if child.stderr else ""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.stderr.write(errors)
        raise NeedsError(f"the compiler failed on {Path(command[-1]).name}: {' '.join(command[:3])} ...")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def compile_file(source: Path, target: Path, *flags: str) -> Cost:
    """Compile one file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    include = f"-I{python_include()}"
    return run([*compiler(), *FLAGS, *flags, include, "-c", str(source), "-o", str(target)])


def link(target: Path, *objects: Path) -> int:
    """Link an extension module, stripped; return its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    run([*compiler(), *LINK, *map(str, objects), "-o", str(target)])
    return target.stat().st_size


def runtime_objects(binder: Binder, folder: Path) -> tuple[list[Path], Cost]:
    """Compile the binder's own runtime, which every module of it links; return what it took."""
    objects, total = [], Cost(0, 0)
    for source in binder.runtime:
        target = folder / f"runtime-{source.stem}.o"
        cost = compile_file(source, target, *SMALL, *binder.flags, *binder.runtime_flags)
        objects.append(target)
        total = Cost(total.seconds + cost.seconds, max(total.megabytes, cost.megabytes))
    return objects, total
