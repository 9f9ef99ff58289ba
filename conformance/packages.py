# SPDX-License-Identifier: BSD-3-Clause
"""Builds published packages unmodified, with nanobind and swapped to Suture, and runs their own tests.

    python conformance/packages.py [--baseline] [NAME...]

The source distributions come from the package index, pinned by hash, into build/packages/. Each is
built to a wheel in a fresh copy by pip with build isolation; `--baseline` builds with nanobind alone.
Prints a table, writes build/packages/results.json, and fails if Suture does worse than nanobind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "packages"
sys.path.insert(0, str(ROOT / "python"))

from suture.swap import environment, extensions, standin  # noqa: E402
from suture.swap.command import run  # noqa: E402


@dataclass(frozen=True)
class Package:
    """A published package: its source distribution, and what its tests need besides pytest."""

    name: str
    version: str
    archive: str
    sha256: str
    needs: tuple[str, ...] = ("numpy",)


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
)

#: What pip needs to read a source distribution's metadata, and what the tests need.
TOOLS = ("pip>=24", "scikit-build-core>=0.11", "setuptools_scm", "nanobind", "typing_extensions", "cmake", "ninja")


@dataclass
class Result:
    """What became of one package with one binder."""

    built: bool = False
    seconds: float = 0
    compiling: float = 0
    megabytes: float = 0
    #: Stripped bytes of each extension module.
    sizes: dict[str, int] = field(default_factory=dict)
    #: Whether each extension module has Suture inside.
    swapped: dict[str, bool] = field(default_factory=dict)
    #: Outcomes of the package's own tests: passed, failed, skipped, errors.
    tests: dict[str, int] = field(default_factory=dict)
    note: str = ""


class NeedsError(Exception):
    """Something is missing on this machine; the text is one line that says what."""


def python() -> Path:
    """Return the interpreter of an environment with pip and pytest, made once."""
    folder = FOLDER / f"tools-{sys.version_info[0]}.{sys.version_info[1]}"
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install(interpreter, *TOOLS, "pytest")
        (folder / "ready").touch()
    return interpreter


def install(interpreter: Path, *names: str) -> None:
    """Install packages into the environment of an interpreter."""
    if subprocess.run([str(interpreter), "-m", "pip", "install", "-q", *names]).returncode:
        raise NeedsError(f"pip could not get {', '.join(names)}: a network connection or a package index is needed")


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
        command = [str(python()), "-m", "pip", "download", "-q", *options, "-r", str(requirement), "-d", str(archives)]
        if subprocess.run(command, env={**os.environ, **tool_environment()}).returncode:
            raise NeedsError(f"pip could not get {package.name} {package.version}")
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


def own_tests(source: Path, wheel: Path, work: Path) -> tuple[dict[str, int], str]:
    """Run the package's tests on its unpacked wheel; return the counts and pytest's last line."""
    site, tests = work / "site", work / "tests"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Away from the sources, whose package would be imported instead.
    shutil.copytree(source / "tests", tests / "tests")
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(python()), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tests), "tests"]
    with (work / "tests.log").open("w", encoding="utf-8") as log:
        try:
            subprocess.run(command, cwd=tests, env=env, stdout=log, stderr=subprocess.STDOUT, timeout=3600)
        except subprocess.TimeoutExpired:
            return {}, "timed out"
    text = (work / "tests.log").read_text(encoding="utf-8", errors="replace").strip()
    last = text.splitlines()[-1] if text else "no output"
    return {word: int(count) for count, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", last)}, last


def build(package: Package, swapped: bool) -> Result:
    """Build a package in a fresh copy and run its tests."""
    label = "suture" if swapped else "nanobind"
    install(python(), *package.needs)
    work = FOLDER / "work" / f"{package.name}-{label}"
    source = unpack(fetch(package), work)
    session = work / "session"
    session.mkdir()
    variables = {}
    if swapped:
        os.environ["PATH"] = tool_environment()["PATH"]
        variables = environment.swapped(session)
    else:
        # The same releases as the stand-ins': a later one would be compared with something else.
        (session / "constraint.txt").write_text(standin.CONSTRAINT + "\n", encoding="utf-8")
        variables = {"PIP_CONSTRAINT": str(session / "constraint.txt"), **tool_environment()}
        variables["PIP_BUILD_CONSTRAINT"] = variables["PIP_CONSTRAINT"]
    # A wheel of a folder is in no cache, so that both may share the downloads.
    variables["PIP_CACHE_DIR"] = str(FOLDER / "pip-cache")
    command = [str(python()), "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(work / "dist"), str(source)]
    print(f"{package.name} {package.version}: building with {label}", flush=True)
    done = run(command, work, variables, session)
    wheels = sorted((work / "dist").glob("*.whl"))
    if done.code or not wheels:
        return Result(note=f"the build ended with exit code {done.code}")
    modules = extensions.found([work / "dist"], 0)
    print(f"{package.name} {package.version}: running its tests", flush=True)
    tests, last = own_tests(source, wheels[0], work)
    return Result(
        True,
        done.seconds,
        done.compiling,
        done.compiler_megabytes,
        {module.name.partition(".")[0]: extensions.stripped_size(module) for module in modules},
        {module.name.partition(".")[0]: module.ours for module in modules},
        tests,
        "" if tests.get("passed") else last,
    )


def outcome(result: Result) -> str:
    """Return the tests' counts in words."""
    if not result.built:
        return f"not built: {result.note}"
    return ", ".join(f"{count} {word}" for word, count in result.tests.items()) or result.note


def table(results: dict[str, dict[str, Result]]) -> str:
    """Return the table of all packages, a row each and a binder a line."""
    head = f"{'':22}{'':10}{'build':>9}{'compilers':>11}{'memory':>9}{'stripped':>12}  own tests"
    units = f"{'':22}{'':10}{'CPU s':>9}{'CPU s':>11}{'MB':>9}{'bytes':>12}"
    rows = [head, units]
    for name, by_binder in results.items():
        for binder, result in by_binder.items():
            figures = f"{result.seconds:>9.1f}{result.compiling:>11.1f}{result.megabytes:>9.0f}"
            size = f"{sum(result.sizes.values()):>12,}"
            mark = " (NOT swapped)" if binder == "suture" and result.built and not all(result.swapped.values()) else ""
            rows.append(f"{name:22}{binder:10}{figures}{size}  {outcome(result)}{mark}")
    return "\n".join(rows)


def worse(by_binder: dict[str, Result]) -> bool:
    """Say whether a package does worse with Suture: not built, not swapped, or fewer tests pass."""
    ours = by_binder.get("suture")
    if ours is None:
        return not by_binder["nanobind"].built
    if not ours.built or not ours.swapped or not all(ours.swapped.values()):
        return True
    bad = ours.tests.get("failed", 0) + ours.tests.get("error", 0) + ours.tests.get("errors", 0)
    theirs = by_binder["nanobind"].tests
    return ours.tests.get("passed", 0) < theirs.get("passed", 0) or bad > theirs.get("failed", 0)


def main() -> int:
    """Build what the command line names, all packages by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help="packages (default: all)")
    parser.add_argument("--baseline", action="store_true", help="with nanobind alone")
    options = parser.parse_args()
    unknown = set(options.names) - {package.name for package in PACKAGES}
    if unknown:
        known = ", ".join(package.name for package in PACKAGES)
        parser.error(f"unknown package {', '.join(sorted(unknown))}, known: {known}")
    chosen = [package for package in PACKAGES if not options.names or package.name in options.names]
    binders = ["nanobind"] if options.baseline else ["nanobind", "suture"]
    results: dict[str, dict[str, Result]] = {}
    try:
        for package in chosen:
            label = f"{package.name} {package.version}"
            results[label] = {binder: build(package, binder == "suture") for binder in binders}
    except NeedsError as error:
        print(f"packages: {error}", file=sys.stderr)
        return 2
    print("\n" + table(results))
    document = {label: {binder: asdict(item) for binder, item in row.items()} for label, row in results.items()}
    (FOLDER / "results.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return int(any(worse(row) for row in results.values()))


if __name__ == "__main__":
    sys.exit(main())
