# SPDX-License-Identifier: BSD-3-Clause
"""Runs the build command and says what became of it, one line per fact."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from . import environment, extensions, project
from .interpreters import Environments

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


def places(command: "list[str]", current: Path, environments: Environments, further: "list[Path]") -> "list[Path]":
    """Return where a command may leave extension modules: in the project, what it names, where Python installs."""
    # A folder that is no project may be the user's home: its files count, its folders do not.
    found = [current] if project.is_project(current) else list(current.glob("*.whl"))
    for word in command[1:]:
        for part in (word, word[2:], word.partition("=")[2]):
            path = Path(current, part)
            if part and part not in (".", "/") and path.is_dir():
                found.append(path)
    found += [*environments.folders, *further]
    resolved = list(dict.fromkeys(path.resolve() for path in found))
    return [path for path in resolved if not any(other in path.parents for other in resolved)]


def _wait(child: "subprocess.Popen[bytes]") -> "tuple[int, float, float]":
    """Wait for a process; return its exit code, and CPU seconds and peak memory of it and its children."""
    if sys.platform == "win32":
        return child.wait(), 0, 0
    _, status, usage = os.wait4(child.pid, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    child.returncode = code
    return code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def run(command: "list[str]", current: Path, variables: "dict[str, str]", session: Path) -> Run:
    """Run a command with further variables and look at what it built."""
    environments = Environments(command)
    further = [Path(variables["PIP_TARGET"])] if "PIP_TARGET" in variables else []
    since = time.time() - 0.05
    costs = environment.measured(session)
    env = {**os.environ, **variables, **costs}
    try:
        code, seconds, megabytes = _wait(subprocess.Popen(command, cwd=current, env=env))
    except OSError as error:
        raise SwapError(f"cannot run {command[0]!r}: {error.strerror}") from None
    finally:
        for fact in environments.remove_stand_ins():
            say(fact)
    modules = extensions.found(places(command, current, environments, further), since)
    lines = [line.split() for line in Path(costs["SUTURE_SWAP_COSTS"]).read_text(encoding="utf-8").splitlines()]
    return Run(
        code,
        seconds,
        megabytes,
        modules,
        sum(float(line[0]) for line in lines),
        max((float(line[1]) for line in lines), default=0) / 1024,
    )


def report(done: Run, session: Path, folders: "list[Path]", *, kept: bool = True) -> int:
    """Say what was swapped and what was not; return the exit code."""
    log = (session / "log").read_text(encoding="utf-8").splitlines()
    for line in dict.fromkeys(log):
        if line.startswith("replaced "):
            say(f"the project's own copy of nanobind, {line[9:]}, gave way to Suture")
    for module in done.modules:
        where = f", in {module.where}" if kept else ""
        if module.ours:
            say(f"{module.name} is built with Suture ({len(module.data):,} bytes{where})")
        else:
            say(f"{module.name} is NOT swapped: it contains nanobind's own runtime{where}")
    if any(module.theirs for module in done.modules):
        copies = [copy for folder in folders for copy in project.carried_copies(folder)]
        if copies:
            say(f"the build may have used the project's own copy of nanobind, {copies[0]}")
        elif not log:
            say(
                "nothing asked for nanobind: was a published wheel installed (pip takes --no-binary NAME), or an old "
                "build continued?"
            )
        return done.code or 1
    if done.code:
        say(f"the command ended with exit code {done.code}")
    elif not done.modules and not log:
        say("nothing that was built asked for nanobind (was a published wheel installed? pip takes --no-binary NAME)")
        return 2
    elif not done.modules:
        say("nanobind was asked for, and Suture given; no new extension module was found here to look into")
    return done.code


def swap(command: "list[str]", current: "Path | None" = None) -> int:
    """Run `command` so that it finds Suture where it asks for nanobind; return the exit code."""
    here = (current or Path.cwd()).resolve()
    folders = check(command, here)
    with tempfile.TemporaryDirectory(prefix="suture-swap-") as folder:
        session = Path(folder)
        done = run(command, here, environment.swapped(session), session)
        return report(done, session, folders)
