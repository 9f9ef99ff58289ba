# SPDX-License-Identifier: BSD-3-Clause
"""Finds the CPython interpreters that Suture supports and this machine has. Installs none."""

import os
import shutil
import subprocess
from pathlib import Path

#: Minor versions of CPython 3 that the suite runs on.
MINORS = range(9, 16)

# Printed by a candidate that can build extensions: version, implementation, whether Python.h is
# there. The free-threaded build is another ABI and counts as another interpreter.
_PROBE = """
import os, sys, sysconfig
free = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
print("%d.%d%s" % (sys.version_info[:2] + ("t" if free else "",)), sys.implementation.name,
      os.path.isfile(header))
"""


def candidates(minor: int) -> "list[Path]":
    """Return executables that may be CPython 3.`minor`, preferred ones first."""
    found = []
    on_path = shutil.which(f"python3.{minor}")
    if on_path:
        found.append(Path(on_path))
    pyenv = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv")))
    # A release such as 3.12.1 before a pre-release such as 3.12.0rc1 does not matter here.
    found += sorted(pyenv.glob(f"versions/3.{minor}.*/bin/python3"), reverse=True)
    return found


def probe(executable: Path) -> "str | None":
    """Return the version such as ``3.12`` if the executable is a CPython with headers."""
    try:
        done = subprocess.run([str(executable), "-c", _PROBE], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.split()
    # A launcher that knows of no such version (a pyenv shim) fails and prints nothing.
    if done.returncode != 0 or words[1:] != ["cpython", "True"]:
        return None
    return words[0]


def interpreters() -> "dict[str, Path]":
    """Return an executable for each supported version that is installed, oldest first."""
    found: dict[str, Path] = {}
    for minor in MINORS:
        for executable in candidates(minor):
            if probe(executable) == f"3.{minor}":
                found[f"3.{minor}"] = executable
                break
    return found


if __name__ == "__main__":
    for version, path in interpreters().items():
        print(version, path)
