# SPDX-License-Identifier: BSD-3-Clause
"""What the demonstration takes from the package index: can_ada's source distribution and the binder it asks for."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

NAME, VERSION = "can_ada", "3.0.0"
SHA256 = "2266fc34f7a7fab7c7aee5c95e057a190e24691758223b06ed189517508dd120"
BINDERS = ("nanobind", "pybind11")


class NeedsError(Exception):
    """Something is missing on this machine; the text is one line that says what."""


def pip(*arguments: str, what: str) -> None:
    """Run pip quietly; a failure is `NeedsError`, with pip's own last error in brackets."""
    options = ("-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "20")
    command = [sys.executable, "-m", "pip", *arguments[:1], *options, *arguments[1:]]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        why = f" (pip: {errors[-1][7:]})" if errors else ""
        raise NeedsError(f"pip could not get {what}: a network connection or a package index is needed{why}")


def fetch(folder: Path) -> Path:
    """Return the unpacked source distribution; it is downloaded once and checked each time."""
    archive = folder / f"{NAME}-{VERSION}.tar.gz"
    if not archive.exists():
        requirement = folder / "requirement.txt"
        requirement.write_text(f"{NAME}=={VERSION} --hash=sha256:{SHA256}\n", encoding="utf-8")
        arguments = ("--no-deps", "--no-binary", NAME, "--require-hashes", "-r", str(requirement), "-d", str(folder))
        pip("download", *arguments, what=f"{NAME} {VERSION}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        archive.unlink()
        raise NeedsError(f"{archive.name} is not the file that {NAME} {VERSION} is known by: run it again")
    unpacked = folder / archive.name[: -len(".tar.gz")]
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(archive) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:
            tar.extractall(folder)
    return unpacked


def binder_of(source: Path) -> str:
    """Return the binder that the distribution names among its build requirements."""
    requires = re.search(r"requires\s*=\s*\[(.*?)\]", (source / "pyproject.toml").read_text("utf-8"), re.S)
    for name in BINDERS:
        if requires and re.search(rf"\b{name}\b", requires.group(1)):
            return name
    raise NeedsError(f"{source.name} asks for neither {' nor '.join(BINDERS)}")


def install(folder: Path, *names: str) -> dict[str, str]:
    """Install packages into `folder`, once per interpreter; return their versions."""
    mark = folder / f"installed-{sys.implementation.cache_tag}"
    if not mark.exists():
        shutil.rmtree(folder, ignore_errors=True)
        pip("install", "--target", str(folder), *names, what=" and ".join(names))
        mark.touch()
    found = importlib.metadata.distributions(path=[str(folder)])
    versions = {item.metadata["Name"]: item.version for item in found}
    return {name: versions[name] for name in names}
