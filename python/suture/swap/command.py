# SPDX-License-Identifier: BSD-3-Clause
"""Runs the build command and says what became of it, one line per fact."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from . import environment, extensions, project

SAY = "suture swap: "


class SwapError(RuntimeError):
    """The command cannot be swapped; the message is one line that says why."""


@dataclass
class Run:
    """One build: how it ended, what it took and what it left."""

    code: int
    seconds: float
    megabytes: float
    modules: "list[extensions.Module]"
    #: CPU seconds and peak memory of the compilers alone, where CMake started them.
    compiling: float = 0
    compiler_megabytes: float = 0


def say(text: str) -> None:
    """Print one fact."""
    print(SAY + text, file=sys.stderr, flush=True)


def check(command: "list[str]", current: Path) -> "list[Path]":
    """Return the projects that a command builds; an error if it builds one without nanobind."""
    if not command:
        raise SwapError("name a build command: suture swap -- pip wheel .")
    if shutil.which(command[0]) is None:
        raise SwapError(f"there is no program {command[0]!r}")
    found = project.folders(command, current)
    local = bool(found) and not project.takes_index(command, current)
    if local and not any(project.mentions_nanobind(folder) for folder in found):
        raise SwapError(f"{', '.join(map(str, found))} does not use nanobind, nothing to swap")
    return found


def places(command: "list[str]", current: Path) -> "list[Path]":
    """Return where a command may leave extension modules: here, what it names, where Python installs."""
    found = [current]
    for word in command[1:]:
        for part in (word, word[2:], word.partition("=")[2]):
            path = Path(current, part)
            if part and part not in (".", "/") and path.is_dir():
                found.append(path)
    python = shutil.which("python") or shutil.which("python3") or sys.executable
    code = "import sysconfig; print(sysconfig.get_path('platlib')); print(sysconfig.get_path('purelib'))"
    # The folders of the interpreter on PATH, which may not be ours.
    for interpreter in dict.fromkeys([python, sys.executable]):
        done = subprocess.run([interpreter, "-c", code], capture_output=True, text=True)
        found += [Path(line) for line in done.stdout.splitlines() if Path(line).is_dir()]
    resolved = list(dict.fromkeys(path.resolve() for path in found))
    return [path for path in resolved if not any(other in path.parents for other in resolved)]


def run(command: "list[str]", current: Path, variables: "dict[str, str]", session: Path) -> Run:
    """Run a command with further variables and look at what it built."""
    since = time.time() - 0.05
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    costs = environment.measured(session)
    env = {**os.environ, **variables, **costs}
    try:
        code = subprocess.run(command, cwd=current, env=env).returncode
    except OSError as error:
        raise SwapError(f"cannot run {command[0]!r}: {error.strerror}") from None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    modules = extensions.found(places(command, current), since)
    lines = [line.split() for line in Path(costs["SUTURE_SWAP_COSTS"]).read_text(encoding="utf-8").splitlines()]
    return Run(
        code,
        seconds,
        after.ru_maxrss / 1024,
        modules,
        sum(float(line[0]) for line in lines),
        max((float(line[1]) for line in lines), default=0) / 1024,
    )


def report(done: Run, session: Path, folders: "list[Path]") -> int:
    """Say what was swapped and what was not; return the exit code."""
    log = (session / "log").read_text(encoding="utf-8").splitlines()
    for line in dict.fromkeys(log):
        if line.startswith("replaced "):
            say(f"the project's own copy of nanobind, {line[9:]}, gave way to Suture")
    for module in done.modules:
        if module.ours:
            say(f"{module.name} is built with Suture ({len(module.data):,} bytes, {module.where})")
        else:
            say(f"{module.name} is NOT swapped: it contains nanobind's own runtime ({module.where})")
    if any(module.theirs for module in done.modules):
        copies = [copy for folder in folders for copy in project.carried_copies(folder)]
        if copies:
            say(f"the build may have used the project's own copy of nanobind, {copies[0]}")
        return done.code or 1
    if done.code:
        say(f"the command ended with exit code {done.code}")
    elif not done.modules and not log:
        say("nothing that was built asked for nanobind (was a published wheel installed? pip takes --no-binary NAME)")
        return 2
    elif not done.modules:
        say("nanobind was asked for, and Suture given; no new extension module was found here to look into")
    return done.code


VERSION = """
import importlib.metadata
try:
    print(importlib.metadata.version("nanobind"))
except importlib.metadata.PackageNotFoundError:
    pass
"""


def leftovers() -> "list[str]":
    """Return the interpreters on PATH into whose environment a stand-in was installed: isolation was off."""
    python = shutil.which("python") or sys.executable
    found = []
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    for interpreter in dict.fromkeys([python, shutil.which("python3") or python]):
        done = subprocess.run([interpreter, "-c", VERSION], capture_output=True, text=True, env=env)
        if done.stdout.strip().endswith("+suture"):
            found.append(interpreter)
    return found


def remove_leftovers() -> None:
    """Uninstall stand-ins that a command put into the user's environment, and say so."""
    for interpreter in leftovers():
        command = [interpreter, "-m", "pip", "uninstall", "-q", "-y", "nanobind"]
        done = subprocess.run(command, capture_output=True, text=True)
        what = "removed again" if done.returncode == 0 else "STILL THERE: run 'pip uninstall nanobind'"
        say(f"the command installed the stand-in for nanobind into the environment of {interpreter}: {what}")


def swap(command: "list[str]", current: "Path | None" = None) -> int:
    """Run `command` so that it finds Suture where it asks for nanobind; return the exit code."""
    here = (current or Path.cwd()).resolve()
    folders = check(command, here)
    with tempfile.TemporaryDirectory(prefix="suture-swap-") as folder:
        session = Path(folder)
        try:
            done = run(command, here, environment.swapped(session), session)
        finally:
            remove_leftovers()
        return report(done, session, folders)
