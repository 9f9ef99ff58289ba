# SPDX-License-Identifier: BSD-3-Clause
"""Extension modules that a build left behind: which runtime is in them, their size, their import."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

#: Texts of the part of Suture that every module carries, in all linking modes.
OURS = (b"with another Suture runtime", b"needs Suture ABI")
ENDINGS = (".so", ".pyd")
SKIPPED = {".git", ".hg", ".nox", ".tox", "__pycache__", "node_modules"}

PROBE = """
import importlib.machinery, importlib.util, sys, time
name, path = sys.argv[1:]
sys.path.insert(0, path.rpartition("/")[0])
loader = importlib.machinery.ExtensionFileLoader(name, path)
start = time.perf_counter()
spec = importlib.util.spec_from_file_location(name, path, loader=loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
print(time.perf_counter() - start)
"""


@dataclass
class Module:
    """An extension module as bytes, wherever it lies."""

    name: str
    where: str
    data: bytes

    @property
    def ours(self) -> bool:
        """Say whether Suture's runtime, or what reaches it, is inside."""
        return any(text in self.data for text in OURS)

    @property
    def theirs(self) -> bool:
        """Say whether it was built with nanobind itself."""
        return not self.ours and b"nanobind" in self.data


def _is_new(path: Path, since: float) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    return max(status.st_mtime, status.st_ctime) >= since


def _files(folder: Path) -> Iterable[Path]:
    if folder.is_file():
        yield folder
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        yield from (Path(where, name) for name in names if name.endswith((*ENDINGS, ".whl")))


def found(folders: "Iterable[Path]", since: float) -> "list[Module]":
    """Return the extension modules in `folders` that are newer than `since`, those in wheels too; each once."""
    modules: dict[bytes, Module] = {}
    seen: set[Path] = set()
    for path in (file for folder in folders for file in _files(folder)):
        if path in seen or not _is_new(path, since):
            continue
        seen.add(path)
        if path.suffix == ".whl":
            try:
                with zipfile.ZipFile(path) as archive:
                    inside = [(name, archive.read(name)) for name in archive.namelist() if name.endswith(ENDINGS)]
            except (OSError, zipfile.BadZipFile):
                continue
            candidates = [Module(name.rpartition("/")[2], f"{path}/{name}", data) for name, data in inside]
        else:
            candidates = [Module(path.name, str(path), path.read_bytes())]
        for module in candidates:
            # A module in the build folder, the wheel and the installation is one.
            if b"PyInit_" in module.data and (module.ours or module.theirs):
                modules.setdefault(module.name.encode() + module.data, module)
    return list(modules.values())


def stripped_size(module: Module) -> int:
    """Return the size in bytes without symbols; as it is where there is no `strip`."""
    strip = shutil.which("strip")
    if strip is None or os.name == "nt":
        return len(module.data)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "module.so"
        copy.write_bytes(module.data)
        subprocess.run([strip, *(["-x"] if sys.platform == "darwin" else []), str(copy)], capture_output=True)
        return copy.stat().st_size


def import_seconds(module: Module, rounds: int = 7) -> "Optional[float]":
    """Return the fastest time to load the module in a fresh interpreter, or None where it does not load."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / module.name
        path.write_bytes(module.data)
        name = module.name.partition(".")[0]
        env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        for _ in range(rounds):
            command = [sys.executable, "-c", PROBE, name, path.as_posix()]
            done = subprocess.run(command, capture_output=True, text=True, env=env)
            if done.returncode:
                return None
            times.append(float(done.stdout.split()[-1]))
    return min(times)
