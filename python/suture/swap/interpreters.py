# SPDX-License-Identifier: BSD-3-Clause
"""The Python environments that a command may install into, and the stand-ins that it leaves there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Prints the version of the distribution nanobind, if there is one, and where modules are installed.
PROBE = """
import importlib.metadata, sysconfig
try:
    print(importlib.metadata.version("nanobind"))
except importlib.metadata.PackageNotFoundError:
    print("none")
print(sysconfig.get_path("platlib"))
print(sysconfig.get_path("purelib"))
"""


class Environments:
    """The interpreters beside the command and first on PATH, and the nanobind that each had before."""

    def __init__(self, command: "list[str]") -> None:
        beside = Path(shutil.which(command[0]) or command[0]).parent
        named = [str(beside / name) for name in ("python", "python3", "python.exe")]
        found = [shutil.which("python"), shutil.which("python3"), sys.executable]
        existing = [path for path in (*named, *found) if path and Path(path).is_file()]
        self.before: dict[str, str] = {}
        #: Folders of installed modules.
        self.folders: list[Path] = []
        for interpreter in dict.fromkeys(existing):
            version, *folders = self._ask(interpreter) or ["none"]
            new = [Path(folder) for folder in folders if Path(folder).is_dir() and Path(folder) not in self.folders]
            if new:  # several names of one environment are one
                self.before[interpreter] = version
                self.folders += new

    @staticmethod
    def _ask(interpreter: str) -> "list[str]":
        env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run([interpreter, "-c", PROBE], capture_output=True, text=True, env=env)
        return done.stdout.split("\n")[:3] if done.returncode == 0 else []

    @staticmethod
    def _uninstall(interpreter: str) -> bool:
        pip = [interpreter, "-m", "pip", "uninstall", "-q", "-y", "nanobind"]
        # An environment made by uv has no pip.
        uv = ["uv", "pip", "uninstall", "-q", "--python", interpreter, "nanobind"]
        commands = [pip, uv] if shutil.which("uv") else [pip]
        return any(subprocess.run(command, capture_output=True).returncode == 0 for command in commands)

    def remove_stand_ins(self) -> "list[str]":
        """Uninstall stand-ins that the command left, and return a line for each."""
        facts = []
        for interpreter, before in self.before.items():
            version = (self._ask(interpreter) or ["none"])[0]
            if not version.endswith("+suture") or before == version:
                continue
            what = "removed again" if self._uninstall(interpreter) else "STILL THERE, run 'pip uninstall nanobind'"
            back = (
                ""
                if before == "none"
                else f"; nanobind {before} was there, 'pip install nanobind=={before}' restores it"
            )
            facts.append(
                f"the command installed the stand-in for nanobind into {interpreter}'s environment: {what}{back}"
            )
        return facts
