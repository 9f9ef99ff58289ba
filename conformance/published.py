# SPDX-License-Identifier: BSD-3-Clause
"""Published packages that are bound with nanobind: where they come from, and how their own tests are run.

The source distributions come from the package index, pinned by hash, into build/packages/.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "packages"


@dataclass(frozen=True)
class Package:
    """A published package: its source distribution, and what its tests need besides pytest."""

    name: str
    version: str
    archive: str
    sha256: str
    needs: tuple[str, ...] = ("numpy",)
    #: The folder of its tests, and what pytest is told besides.
    tests: str = "tests"
    options: tuple[str, ...] = ()
    #: The releases of nanobind that it builds with, where that is not the newest that it asks for.
    nanobind: str = ""


PACKAGES = (
    Package(
        "mapbox-earcut",
        "2.1.0",
        "mapbox_earcut-2.1.0.tar.gz",
        "fb0c1e43581a635bbaabf4a5149009014d370c515816c4d5a7d8118477f28d48",
    ),
    Package(
        "soxr",
        "1.1.0",
        "soxr-1.1.0.tar.gz",
        "9f228ae21c78fa9359ca98d8a5e8e91f30639e438e574133dace62c5b5309e44",
    ),
    Package(
        "voyager",
        "2.2.3",
        "voyager-2.2.3.tar.gz",
        "a91ddfe2cd9aba083b22a0959e52abb4a5f29dd5d1294a1cd53c9c76d100f17f",
    ),
    Package(
        "pymeshfix",
        "0.18.1",
        "pymeshfix-0.18.1.tar.gz",
        "c3386a123e3ecfcff59f229a4fc620ae0e03fa9c7fec025fbd2885349fa8fa3f",
        ("numpy", "pyvista<0.47"),  # its tests turn the deprecations of later ones into errors
    ),
    Package(
        "can-ada",
        "3.0.0",
        "can_ada-3.0.0.tar.gz",
        "2266fc34f7a7fab7c7aee5c95e057a190e24691758223b06ed189517508dd120",
    ),
    Package(
        "gemmi",
        "0.7.5",
        "gemmi-0.7.5.tar.gz",
        "3328f26c8a8a0ef6a7fc8bb28e167818e324e4239dd4197d6b6066ae2b6315fe",
        options=("--ignore=tests/test_examples.py",),  # runs programs of another folder
        nanobind="<3",  # its CMake file asks for 2.4, which 3.x refuses to be
    ),
    Package(
        "islpy",
        "2026.2.2",
        "islpy-2026.2.2.tar.gz",
        "c94383d6ffe725774b4839eb5b259565b828f972e9413a8dad677459a5dc5b5f",
        tests="test",
    ),
)

#: What pip needs to read a source distribution's metadata, and what the tests need.
TOOLS = ("pip>=24", "scikit-build-core>=0.11", "setuptools_scm", "nanobind", "typing_extensions", "cmake", "ninja")


class NeedsError(Exception):
    """Something is missing on this machine; the text is one line that says what."""


def check_machine() -> None:
    """Raise NeedsError unless there are a C++ compiler and Python's headers."""
    named = shlex.split(os.environ.get("CXX", ""))
    if named and not shutil.which(named[0]):
        raise NeedsError(f"CXX names {named[0]}, which is not there")
    if not named and os.name != "nt" and not any(map(shutil.which, ("c++", "g++", "clang++"))):
        raise NeedsError("no C++ compiler: install g++ or clang++, or set CXX")
    if not Path(sysconfig.get_paths()["include"], "Python.h").exists():
        raise NeedsError("no Python.h: install Python's development files (python3-dev)")


def pip(interpreter: Path, *arguments: str, what: str, **variables: str) -> None:
    """Run pip quietly; a failure is NeedsError, with pip's own last error in brackets."""
    command = [str(interpreter), "-m", "pip", arguments[0], "-q", "--disable-pip-version-check", "--retries", "1"]
    done = subprocess.run([*command, *arguments[1:]], capture_output=True, text=True, env={**os.environ, **variables})
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        why = f" (pip: {errors[-1][7:]})" if errors else ""
        raise NeedsError(f"pip could not get {what}: a network connection or a package index is needed{why}")


def python() -> Path:
    """Return the interpreter of an environment with pip and pytest, made once."""
    folder = FOLDER / f"tools-{sys.version_info[0]}.{sys.version_info[1]}"
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").exists():
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)]).returncode:
            raise NeedsError("cannot make an environment: install Python's venv module (python3-venv)")
        install(interpreter, *TOOLS, "pytest")
        (folder / "ready").touch()
    return interpreter


def install(interpreter: Path, *names: str) -> None:
    """Install packages into the environment of an interpreter."""
    pip(interpreter, "install", *names, what=", ".join(names))


def tool_environment() -> dict[str, str]:
    """Return the environment variables with the programs of the tools' environment first."""
    return {"PATH": os.pathsep.join([str(python().parent), os.environ["PATH"]])}


def fetch(package: Package) -> Path:
    """Return the source distribution; it is downloaded once, and its hash checked by pip and each time."""
    archives = FOLDER / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    archive = archives / package.archive
    if not archive.exists():
        requirement = archives / f"{package.name}.txt"
        requirement.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", encoding="utf-8")
        # pip reads the metadata by the package's own backend; an isolated one would be built for nothing.
        options = ["--no-deps", "--no-binary", package.name, "--no-build-isolation", "--require-hashes"]
        options += ["-r", str(requirement), "-d", str(archives)]
        pip(python(), "download", *options, what=f"{package.name} {package.version}", **tool_environment())
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise NeedsError(f"{archive} is not the file that {package.name} {package.version} is known by: remove it")
    return archive


def unpack(archive: Path, into: Path) -> Path:
    """Unpack a source distribution into an empty folder and return its top."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with tarfile.open(archive) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(into, filter="data")
        else:
            tar.extractall(into)
    return into / archive.name[: -len(".tar.gz")]


def own_tests(package: Package, source: Path, wheel: Path, work: Path) -> tuple[dict[str, int], str]:
    """Run the package's tests on its unpacked wheel; return the counts and pytest's last line."""
    site, tests = work / "site", work / "tests"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Away from the sources, whose package would be imported instead.
    shutil.copytree(source / package.tests, tests / package.tests)
    # The tests' own folder too, as `python -m unittest discover` has it.
    folders = os.pathsep.join([str(site), str(tests / package.tests)])
    env = {**os.environ, "PYTHONPATH": folders, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(python()), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tests)]
    command += [*package.options, package.tests]
    with (work / "tests.log").open("w", encoding="utf-8") as log:
        try:
            subprocess.run(command, cwd=tests, env=env, stdout=log, stderr=subprocess.STDOUT, timeout=3600)
        except subprocess.TimeoutExpired:
            return {}, "timed out"
    text = (work / "tests.log").read_text(encoding="utf-8", errors="replace").strip()
    last = text.splitlines()[-1] if text else "no output"
    return {word: int(count) for count, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", last)}, last
