# SPDX-License-Identifier: BSD-3-Clause
"""Holds the lists of source files against the disk.

Checked are cmake/sources.cmake and src/suture.cpp, which both name every file of the runtime, and
tests/CMakeLists.txt, which names every test module. `--fix` writes the lists of
the CMake files anew; the order in src/suture.cpp is the author's.
"""

import re
import sys
from pathlib import Path

import report

#: The unity file: includes the others and is in no list itself.
UNITY = "suture.cpp"

#: Folders of tests/ whose files are built otherwise.
OWN_BUILD = ("packaging", "compile_fail", "tools")


def is_glue(name: str) -> bool:
    """Say whether each module of a shared runtime carries this file itself."""
    return name == "glue.cpp" or name.startswith("glue/")


def runtime_files(root: Path) -> "list[str]":
    """Return the runtime's files below src/, the unity file left out."""
    source = root / "src"
    return sorted({path.relative_to(source).as_posix() for path in source.rglob("*.cpp")} - {UNITY})


def unity_files(root: Path) -> "list[str]":
    """Return what the unity file includes, in its order."""
    text = (root / "src" / UNITY).read_text(encoding="utf-8")
    return re.findall(r'^\s*#\s*include "([^"]+\.cpp)"', text, re.MULTILINE)


def cmake_list(text: str, name: str) -> "list[str]":
    """Return the entries of `set(name ...)`, without comments."""
    found = re.search(rf"^set\({name}\b([^)]*)\)", text, re.MULTILINE)
    if found is None:
        return []
    return re.sub(r"#.*", "", found.group(1)).split()


def compare(where: str, listed: "list[str]", on_disk: "set[str]", verb: str) -> "list[str]":
    """Return the differences between a list and the disk, and entries that occur twice."""
    findings = [f"{where}: {name} is not on the disk" for name in sorted(set(listed) - on_disk)]
    findings += [f"{where}: does not {verb} {name}" for name in sorted(on_disk - set(listed))]
    twice = {name for name in listed if listed.count(name) > 1}
    return findings + [f"{where}: {verb}s {name} twice" for name in sorted(twice)]


def check_runtime(root: Path) -> "list[str]":
    """Compare both lists of the runtime with src/."""
    on_disk = runtime_files(root)
    text = (root / "cmake" / "sources.cmake").read_text(encoding="utf-8")
    core, glue = cmake_list(text, "SUTURE_SOURCES"), cmake_list(text, "SUTURE_GLUE_SOURCES")
    findings = compare("cmake/sources.cmake", core + glue, set(on_disk), "list")
    findings += [f"cmake/sources.cmake: {name} belongs in SUTURE_GLUE_SOURCES" for name in core if is_glue(name)]
    return findings + compare(f"src/{UNITY}", unity_files(root), set(on_disk), "include")


def test_stems(root: Path) -> "list[str]":
    """Return the test modules: brief/calls for tests/brief/test_calls.cpp."""
    tests = root / "tests"
    names = [path.relative_to(tests) for path in tests.rglob("test_*.cpp")]
    ours = [name for name in names if name.parts[0] not in OWN_BUILD]
    return sorted((name.parent / name.stem[len("test_") :]).as_posix() for name in ours)


def check_tests(root: Path) -> "list[str]":
    """Compare the list of test modules with tests/, and the smoke set with that list."""
    tests = root / "tests"
    text = (tests / "CMakeLists.txt").read_text(encoding="utf-8")
    listed = cmake_list(text, "SUTURE_TEST_STEMS")
    findings = compare("tests/CMakeLists.txt", listed, set(test_stems(root)), "list")
    smoke = [line for line in report.lines(tests / "smoke.txt") if line and line[0] != "#"]
    unknown = [stem for stem in smoke if stem not in listed]
    return findings + [f"tests/smoke.txt: {stem} is not in tests/CMakeLists.txt" for stem in unknown]


def check(root: Path) -> "list[str]":
    """Return all differences between the lists and the disk."""
    return check_runtime(root) + check_tests(root)


def rewrite(path: Path, name: str, entries: "list[str]") -> None:
    """Replace the entries of `set(name ...)` in a file."""
    text = path.read_text(encoding="utf-8")
    block = f"set({name}\n{''.join(f'  {entry}{chr(10)}' for entry in entries)})"
    path.write_text(re.sub(rf"^set\({name}\b[^)]*\)", block, text, flags=re.MULTILINE), encoding="utf-8")


def fix(root: Path) -> None:
    """Write the lists of the CMake files from the disk."""
    # The library is compiled as one file too, in the order that the author gave the unity file.
    order = unity_files(root)
    files = sorted(runtime_files(root), key=lambda name: order.index(name) if name in order else len(order))
    sources = root / "cmake" / "sources.cmake"
    rewrite(sources, "SUTURE_SOURCES", [file for file in files if not is_glue(file)])
    rewrite(sources, "SUTURE_GLUE_SOURCES", [file for file in files if is_glue(file)])
    rewrite(root / "tests" / "CMakeLists.txt", "SUTURE_TEST_STEMS", test_stems(root))


if __name__ == "__main__":
    if "--fix" in sys.argv[1:]:
        fix(report.ROOT)
    sys.exit(report.run(check))
