# SPDX-License-Identifier: BSD-3-Clause
"""Checks C++ files with clang-format where it is installed; `--fix` formats them."""

import shutil
import subprocess
import sys
from pathlib import Path

import report
from check_files import tracked


def check(root: Path, *, fix: bool = False) -> "list[str]":
    """Return the files that clang-format would change, after changing them if `fix`."""
    beside = Path(sys.executable).parent / "clang-format"
    program = str(beside) if beside.exists() else shutil.which("clang-format")
    if program is None:
        print("note: clang-format is not installed, C++ formatting is not checked")
        return []
    files = [str(path) for path in tracked(root) if path.suffix in (".h", ".cpp")]
    if not files:
        return []
    mode = ["-i"] if fix else ["--dry-run", "-Werror"]
    done = subprocess.run([program, "--style=file", *mode, *files], capture_output=True, text=True, check=False)
    changed = {line.split(":")[0] for line in done.stderr.splitlines() if "-Wclang-format" in line}
    findings = [f"{Path(name).relative_to(root)}: run 'python tools/check_format.py --fix'" for name in sorted(changed)]
    if done.returncode != 0 and not findings:
        findings.append(f"clang-format failed: {done.stderr.strip()}")
    return findings


if __name__ == "__main__":
    FIX = "--fix" in sys.argv[1:]
    sys.exit(report.run(lambda root: check(root, fix=FIX)))
