# SPDX-License-Identifier: BSD-3-Clause
"""The environment in which a build finds Suture where it asks for nanobind.

| asked by                        | answered through                                                        |
|---------------------------------|-------------------------------------------------------------------------|
| pip, build: an isolated build   | PIP_FIND_LINKS, PIP_CONSTRAINT, PIP_BUILD_CONSTRAINT, a cache of its own |
| uv                              | UV_FIND_LINKS, UV_CONSTRAINT, UV_BUILD_CONSTRAINT, a cache of its own    |
| import nanobind, -m nanobind    | PYTHONPATH                                                              |
| find_package(nanobind)          | nanobind_ROOT, nanobind_DIR, CMAKE_PREFIX_PATH                          |
| dependency('nanobind') of Meson  | PKG_CONFIG_PATH                                                         |
| add_subdirectory, FetchContent  | hook.cmake, through CMAKE_ARGS and a `cmake` that comes first on PATH   |
| wheel.py-api                    | SKBUILD_WHEEL_PY_API: the wheel is for the interpreter that builds it   |
"""

import ast
import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Optional

from .. import layout
from . import standin

HERE = Path(__file__).resolve().parent

WRAPPER = """\
#!/bin/sh
# cmake in a swapped build: a configuring run gets Suture's hook.
for word in "$@"; do
  case "$word" in
    --build|--install|--open|--workflow|-E|-P|--version|--help*|--find-package|--list-presets*)
      exec {cmake} "$@" ;;
  esac
done
exec {cmake} "$@" {options}
"""


def pip_find_links() -> "list[str]":
    """Return what pip's configuration and environment name already; a variable replaces all of it."""
    pip = shutil.which("pip")
    command = [pip] if pip else [sys.executable, "-m", "pip"]
    done = subprocess.run([*command, "config", "list"], capture_output=True, text=True)
    found: list[str] = []
    for line in done.stdout.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.endswith(".find-links"):
            try:
                found += str(ast.literal_eval(value)).split()
            except (SyntaxError, ValueError):
                continue
    return list(dict.fromkeys(found))


def _joined(*parts: "Optional[str]", by: str = os.pathsep) -> str:
    return by.join(part for part in parts if part)


def _cmake_options() -> "list[str]":
    return [f"-DCMAKE_PROJECT_TOP_LEVEL_INCLUDES={HERE / 'hook.cmake'}"]


def _write_cmake(folder: Path) -> None:
    """Write a `cmake` that adds the hook, if there is a cmake to be found."""
    cmake = shutil.which("cmake")
    if cmake is None or os.name == "nt":
        return
    folder.mkdir(exist_ok=True)
    wrapper = folder / "cmake"
    wrapper.write_text(WRAPPER.format(cmake=shlex.quote(cmake), options=shlex.join(_cmake_options())), encoding="utf-8")
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)


def private_caches(session: Path) -> "dict[str, str]":
    """Return variables that keep wheels built here out of the user's caches, and those out of here."""
    # uv and pip cache the wheels that they build; neither knows which nanobind was found.
    return {"PIP_CACHE_DIR": str(session / "pip-cache"), "UV_CACHE_DIR": str(session / "uv-cache")}


def swapped(session: Path) -> "dict[str, str]":
    """Write the stand-ins into `session` and return the variables to add to the environment."""
    wheels, package, log = session / "wheels", session / "python", session / "log"
    standin.write_wheels(wheels)
    standin.write_package(package)
    log.touch()
    constraint = session / "constraint.txt"
    constraint.write_text(standin.CONSTRAINT + "\n", encoding="utf-8")
    _write_cmake(session / "bin")
    cmake = package / "nanobind" / "cmake"
    old = os.environ.get
    links = _joined(wheels.as_uri(), *pip_find_links(), by=" ")
    variables = {
        "SUTURE_SWAP_LOG": str(log),
        "SUTURE_SWAP_DIALECT": str(layout.dialect_dir("nanobind")),
        "PIP_FIND_LINKS": links,
        "UV_FIND_LINKS": _joined(str(wheels), old("UV_FIND_LINKS"), by=","),
        "PYTHONPATH": _joined(str(package), old("PYTHONPATH")),
        "PATH": _joined(str(session / "bin"), old("PATH")),
        "CMAKE_PREFIX_PATH": _joined(str(package), old("CMAKE_PREFIX_PATH")),
        "PKG_CONFIG_PATH": _joined(layout.cmake_dir("nanobind"), old("PKG_CONFIG_PATH")),
        "nanobind_ROOT": str(cmake),
        "nanobind_DIR": str(cmake),
        "CMAKE_ARGS": _joined(old("CMAKE_ARGS"), shlex.join(_cmake_options()), by=" "),
        # A module is for one version of Python, whatever stable ABI a project asks for; of a version
        # still to come scikit-build-core makes nothing.
        "SKBUILD_WHEEL_PY_API": "cp399",
        # For hand-written builds that pass nanobind.include_dir() and nothing else.
        "CPLUS_INCLUDE_PATH": _joined(old("CPLUS_INCLUDE_PATH"), layout.include_dir()),
        **private_caches(session),
    }
    for name in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "UV_CONSTRAINT", "UV_BUILD_CONSTRAINT"):
        variables[name] = _joined(str(constraint), old(name), by=" ")
    return variables


def measured(session: Path) -> "dict[str, str]":
    """Return variables by which CMake runs compilers through the launcher."""
    (session / "costs").touch()
    launcher = f"{sys.executable};-S;-E;{HERE / 'launcher.py'}"
    variables = {"SUTURE_SWAP_COSTS": str(session / "costs")}
    for language in ("C", "CXX"):
        name = f"CMAKE_{language}_COMPILER_LAUNCHER"
        variables[name] = _joined(launcher, os.environ.get(name), by=";")
    return variables
