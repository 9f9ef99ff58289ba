# SPDX-License-Identifier: BSD-3-Clause
"""Builds twice, with nanobind and with Suture, in fresh copies of the project, and prints what differs."""

import shutil
import tempfile
from pathlib import Path

from . import environment, extensions
from .command import Run, SwapError, check, report, run, say

#: Folders of earlier builds: what they hold must not be reused.
LEFT_OUT = shutil.ignore_patterns(".git", "build", "_skbuild", "dist", "*.so", "__pycache__", ".venv", "*.egg-info")


def _copied(command: "list[str]", current: Path, folders: "list[Path]", into: Path) -> "tuple[list[str], Path]":
    """Copy the projects and the current folder; return the command and folder that mean the copies."""
    copies: dict[Path, Path] = {}
    for number, folder in enumerate(folders):
        above = [copies[other] / folder.relative_to(other) for other in copies if other in folder.parents]
        copies[folder] = above[0] if above else into / f"{folder.name}-{number}"
        if not above:
            shutil.copytree(folder, copies[folder], ignore=LEFT_OUT, symlinks=True)
    if current not in copies:
        copies[current] = into / "current"
        copies[current].mkdir()
    words = []
    for word in command:
        flag, path = ("-S", word[2:]) if word.startswith("-S") and len(word) > 2 else ("", word)
        extra = path.partition("[")
        real = Path(current, extra[0]).resolve()
        inside = [(old, new) for old, new in copies.items() if old == real or old in real.parents]
        if not path.startswith("-") and path and real.exists() and inside:
            old, new = inside[0]
            words.append(f"{flag}{new / real.relative_to(old)}{extra[1]}{extra[2]}")
        else:
            words.append(word)
    return words, copies[current]


def _row(label: str, before: "float | None", after: "float | None", digits: int, unit: str) -> str:
    if before is None or after is None:
        shown = ["-" if value is None else f"{value:,.{digits}f}" for value in (before, after)]
        return f"{label + ', ' + unit:<44}{shown[0]:>14}{shown[1]:>14}{'-':>8}"
    ratio = f"{after / before:.2f}" if before > 0 else "-"
    return f"{label + ', ' + unit:<44}{before:>14,.{digits}f}{after:>14,.{digits}f}{ratio:>8}"


def table(before: Run, after: Run) -> str:
    """Return the table of both builds."""
    rows = [f"{'':44}{'nanobind':>14}{'Suture':>14}{'ratio':>8}"]
    rows.append(_row("build, everything", before.seconds, after.seconds, 1, "CPU s"))
    rows.append(_row("build, peak memory of a process", before.megabytes, after.megabytes, 0, "MB"))
    if before.compiling and after.compiling:
        rows.append(_row("compilers alone", before.compiling, after.compiling, 1, "CPU s"))
        rows.append(_row("compilers alone, peak memory", before.compiler_megabytes, after.compiler_megabytes, 0, "MB"))
    theirs = {module.name: module for module in before.modules}
    for module in sorted(after.modules, key=lambda item: item.name):
        other = theirs.get(module.name)
        if other is None:
            continue
        stem = module.name.partition(".")[0]
        sizes = [extensions.stripped_size(item) for item in (other, module)]
        rows.append(_row(f"{stem}, stripped", sizes[0], sizes[1], 0, "bytes"))
        times = [extensions.import_seconds(item) for item in (other, module)]
        micro = [None if item is None else item * 1e6 for item in times]
        rows.append(_row(f"{stem}, import", micro[0], micro[1], 0, "µs"))
    return "\n".join(rows)


def _refuse_installation(command: "list[str]") -> None:
    """Refuse what would install into the user's environment twice and cannot be told not to."""
    if "uv" in Path(command[0]).name and "install" in command and "--target" not in command:
        raise SwapError(
            "--compare with 'uv pip install' would change your environment: use 'uv build' or 'pip install'"
        )


def _prepare(keep: Path, folders: "list[Path]") -> None:
    """Make the folder that both builds stay in; an error if something is in it, or it would be copied itself."""
    if any(keep == folder or folder in keep.parents for folder in folders):
        raise SwapError(f"{keep} is inside the project: name a folder outside to keep the builds in")
    try:
        keep.mkdir(parents=True, exist_ok=True)
        if any(keep.iterdir()):
            raise SwapError(f"{keep} is not empty: name another folder to keep the builds in")
    except OSError as error:
        raise SwapError(f"cannot keep the builds in {keep}: {error.strerror}") from None


def compare(command: "list[str]", current: "Path | None" = None, keep: "Path | None" = None) -> int:
    """Run `command` with nanobind and with Suture and print the table; return the exit code.

    The copies that were built stay in the folders `nanobind` and `suture` of `keep`.
    """
    here = (current or Path.cwd()).resolve()
    folders = check(command, here)
    _refuse_installation(command)
    kept = keep.resolve() if keep else None
    if kept:
        _prepare(kept, folders)
    with tempfile.TemporaryDirectory(prefix="suture-compare-") as name:
        runs = []
        for label in ("nanobind", "suture"):
            session = Path(name) / label
            session.mkdir()
            work = (kept or session / "work") / label
            work.mkdir(parents=True)
            words, folder = _copied(command, here, folders, work)
            variables = environment.private_caches(session)
            if label == "suture":
                variables = environment.swapped(session)
            if "install" in command:
                # pip installs into a folder of ours instead of the user's environment.
                variables["PIP_TARGET"] = str(folder / "suture-target")
            say(f"building with {label if label == 'nanobind' else 'Suture'} in a fresh copy")
            done = run(words, folder, variables, session)
            if done.code and label == "nanobind":
                raise SwapError(f"the command fails with nanobind itself, with exit code {done.code}")
            runs.append(done)
        code = report(runs[1], session, [], kept=False)
        if code == 0:
            print(table(*runs))
            if kept:
                say(f"both builds are in {kept}, in the folders nanobind and suture")
        return code
