# SPDX-License-Identifier: BSD-3-Clause
"""Tasks over the CMake presets; `nox -l` lists them.

Sessions run in the environment that runs nox (`make .venv`), except those on other interpreters,
which make one environment per version under build/venvs.
"""

import os
import subprocess
import sys
from pathlib import Path

import nox
from nox.command import CommandFailed

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tools"))

from interpreters import interpreters  # noqa: E402

nox.needs_version = ">=2024.3"
nox.options.sessions = ["lint", "tests"]
nox.options.default_venv_backend = "none"

BIN = Path(sys.executable).parent
os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])


def build(session: nox.Session, preset: str, *arguments: str, target: str = "all") -> Path:
    """Configure and build `preset`; return the folder of the test modules."""
    session.run("cmake", "--preset", preset, f"-DPython_EXECUTABLE={sys.executable}", *arguments)
    session.run("cmake", "--build", "--preset", preset, "--target", target)
    return ROOT / "build" / preset / "tests"


def pytest(session: nox.Session, modules: Path, *arguments: str, **env: str) -> None:
    """Run the suite on the built `modules`."""
    env = {"SUTURE_TEST_BUILD": str(modules), **env}
    session.run(sys.executable, "-m", "pytest", *arguments, *session.posargs, env=env)


@nox.session
def tests(session: nox.Session) -> None:
    """Build with the preset `release` and run the whole suite."""
    pytest(session, build(session, "release"))


@nox.session
def lint(session: nox.Session) -> None:
    """Check formatting, types, spelling and the repository's own rules."""
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("typos")
    session.run(sys.executable, "tools/check_all.py")


@nox.session
def headers(session: nox.Session) -> None:
    """Compile every public header alone and twice, as C++17, 20 and 23."""
    session.run(sys.executable, "tools/check_headers_compile.py", *session.posargs)


def on_each_interpreter(session: nox.Session, target: str, **env: str) -> None:
    """Build `target` and run pytest on every CPython found, each in an environment of its own."""
    found = interpreters()
    if not found:
        session.error("no CPython 3.9 to 3.15 with headers found")
    failed = []
    for version, executable in found.items():
        venv = ROOT / "build" / "venvs" / version
        python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
        if not (venv / "ready").exists():
            # virtualenv comes with nox and does without the ensurepip that Debian splits off.
            session.run(sys.executable, "-m", "virtualenv", "-q", "-p", str(executable), str(venv))
            session.run(str(python), "-m", "pip", "install", "-q", "pytest", "hypothesis", external=True)
            # No wheel of NumPy for an interpreter is no fault: what needs it is skipped.
            binary = ("install", "-q", "--only-binary", ":all:", "numpy")
            session.run(str(python), "-m", "pip", *binary, external=True, success_codes=[0, 1])
            (venv / "ready").touch()
        folder = ROOT / "build" / f"python-{version}"
        session.run(
            *("cmake", "-S", ".", "-B", str(folder), "-G", "Ninja"),
            *("-DCMAKE_BUILD_TYPE=Release", f"-DPython_EXECUTABLE={python}"),
        )
        session.run("cmake", "--build", str(folder), "--target", target)
        modules, package = str(folder / "tests"), str(ROOT / "python")
        arguments = ["-m", "pytest", "-m", "not packaging", "-q", *session.posargs]
        paths = {"SUTURE_TEST_BUILD": modules, "PYTHONPATH": package}
        try:
            session.run(str(python), *arguments, env={**paths, **env}, external=True)
        except CommandFailed:
            failed.append(version)
    if failed:
        session.error(f"the suite fails on CPython {', '.join(failed)}")
    session.log(f"the suite passes on CPython {', '.join(found)}")


@nox.session
def smoke(session: nox.Session) -> None:
    """Run the topics of tests/smoke.txt on every CPython that is installed."""
    on_each_interpreter(session, "smoke", SUTURE_TEST_SMOKE="1")


@nox.session
def tests_all(session: nox.Session) -> None:
    """Run the whole suite on every CPython that is installed."""
    on_each_interpreter(session, "all")


def runtime_library(name: str) -> str:
    """Return the path of a sanitizer's library, which the interpreter must load first."""
    compiler = os.environ.get("CXX", "c++")
    command = [compiler, f"-print-file-name={name}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@nox.session
def asan(session: nox.Session) -> None:
    """Run the suite under the address sanitizer."""
    modules = build(session, "asan")
    # Leaks at exit are CPython's own; the suite counts instances itself.
    pytest(
        session,
        modules,
        *("-m", "not packaging"),
        # With libstdc++, or the sanitizer finds no __cxa_throw to stand in for.
        LD_PRELOAD=" ".join(map(runtime_library, ("libasan.so", "libstdc++.so.6"))),
        ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1",
        PYTHONMALLOC="malloc",
    )


@nox.session
def ubsan(session: nox.Session) -> None:
    """Run the suite under the undefined-behaviour sanitizer."""
    options = "print_stacktrace=1:halt_on_error=1"
    pytest(session, build(session, "ubsan"), "-m", "not packaging", UBSAN_OPTIONS=options)


@nox.session
def tidy(session: nox.Session) -> None:
    """Build with clang and clang-tidy, whose findings are errors."""
    build(session, "tidy")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure Suture against its peers; arguments go to bench/run.py."""
    session.run(sys.executable, "bench/run.py", *session.posargs)


@nox.session
def packages(session: nox.Session) -> None:
    """Build published packages with nanobind and swapped to Suture, and run their own tests."""
    session.run(sys.executable, "conformance/packages.py", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Build nanobind's own test suites, of 3.x and of 2.x, against the dialect and run them."""
    session.run(sys.executable, "conformance/upstream.py", *session.posargs)
