# SPDX-License-Identifier: BSD-3-Clause
"""`suture new`: refusals, and a project that builds, installs and passes its own tests."""

import re
import zipfile

import pytest

STUB = '''\
def add(a: int, b: int) -> int:
    """Return the sum of two integers."""

class Counter:
    """Counts up or down from a start value."""

    def __init__(self, start: int = 0) -> None: ...

    def advance(self, step: int = 1) -> int:
        """Add a step and return the new value."""

    @property
    def value(self) -> int:
        """The value counted to."""
'''


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("my-project", "try 'my_project'"),
        ("2fast", "try 'fast'"),
        ("", "use ASCII letters"),
        ("../up", "use ASCII letters"),
        ("naïve", "use ASCII letters"),
        ("_private", "use ASCII letters"),
        ("trailing_", "use ASCII letters"),
        ("class", "it is a Python keyword"),
        ("Suture", "it is this library's"),
        ("test", "the standard library has a module of that name"),
        ("sys", "the standard library has a module of that name"),
    ],
)
def test_bad_name_is_refused(checkout_command, tmp_path, name, reason):
    done = checkout_command("new", name, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"suture: {name!r} cannot be a package name: ")
    assert reason in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_existing_folder_is_refused_and_left_alone(checkout_command, tmp_path):
    (tmp_path / "taken").mkdir()
    done = checkout_command("new", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "suture: 'taken' exists, choose another name or remove it\n"
    assert list((tmp_path / "taken").iterdir()) == []


def test_project_is_complete(checkout_command, tmp_path):
    done = checkout_command("new", "gauge", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {
        "gauge/.gitignore",
        "gauge/CMakeLists.txt",
        "gauge/README.md",
        "gauge/pyproject.toml",
        "gauge/src/gauge/__init__.py",
        "gauge/src/gauge/_core.cpp",
        "gauge/src/gauge/py.typed",
        "gauge/tests/test_gauge.py",
    }
    assert not re.search("@[A-Z]+@", "".join((tmp_path / file).read_text() for file in files))


@pytest.mark.packaging
def test_project_builds_to_a_wheel_that_passes_its_tests(environment, fresh_environment, tmp_path):
    pytest.importorskip("scikit_build_core")
    environment.run("suture", "new", "gauge", cwd=tmp_path)
    wheel = environment.wheel(tmp_path / "gauge", tmp_path / "dist")
    with zipfile.ZipFile(wheel) as contents:
        assert contents.read("gauge/_core.pyi").decode() == STUB
        assert "gauge/py.typed" in contents.namelist()
    fresh_environment.install(wheel)
    done = fresh_environment.run(fresh_environment.python, "-m", "pytest", "-q", cwd=tmp_path / "gauge")
    assert "3 passed" in done.stdout
