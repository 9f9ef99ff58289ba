# SPDX-License-Identifier: BSD-3-Clause
"""NumPy for a measured interpreter: a folder of the benchmark's own, so that the interpreter need not have it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from progress import say
from toolchain import Interpreter


def site(python: Interpreter, build: Path) -> Path | None:
    """The folder to import NumPy from, installed once; None where the package index has none for the interpreter."""
    folder = build / f"numpy-{python.minor}"
    if not (folder / "installed").is_file():
        say("setup", f"getting NumPy for CPython {python.minor} from the package index")
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", str(folder)]
        command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", python.minor, "numpy"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
        (folder / "installed").touch()
    return folder


def includes(site: Path) -> list[Path]:
    """The folders of its C headers."""
    return [path.parent.parent for path in site.glob("numpy/*/include/numpy/arrayobject.h")]
