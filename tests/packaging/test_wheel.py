# SPDX-License-Identifier: BSD-3-Clause
"""The wheel of Suture: its contents, and what an installation answers."""

import shutil
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging


def test_wheel_is_pure_and_complete(suture_wheel, repository):
    assert suture_wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(suture_wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("suture/")}
    expected = {"suture/py.typed", "suture/__main__.py"}
    for folder in ("include", "src", "cmake", "dialects"):
        files = [
            path for path in (repository / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        expected |= {f"suture/{path.relative_to(repository).as_posix()}" for path in files}
    assert expected <= packed
    assert [name for name in packed if "__pycache__" in name] == []


def test_wheel_brings_no_importable_nanobind(environment):
    code = "import importlib.util as u; print(u.find_spec('nanobind'))"
    assert environment.run(environment.python, "-c", code).stdout == "None\n"
    assert not list(environment.site.glob("nanobind*"))


def test_source_distribution_builds_the_same_wheel(suture_wheel, repository, environment, tmp_path):
    build = [environment.python, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path]
    environment.run(*build, cwd=repository)
    (archive,) = tmp_path.glob("suture-*.tar.gz")
    again = environment.wheel(archive, tmp_path / "dist")
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(suture_wheel) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


def test_functions_answer_with_folders_of_the_installation(environment):
    code = "import suture; print(suture.include_dir(), suture.cmake_dir(), *suture.sources())"
    paths = environment.run(environment.python, "-c", code).stdout.split()
    assert [path for path in paths if not path.startswith(str(environment.site))] == []
    assert all(Path(path).exists() for path in paths)


def test_command_and_module_agree(environment, tmp_path):
    for option in ("--version", "--cflags", "--sources"):
        command = environment.run("suture", option, cwd=tmp_path).stdout
        module = environment.run(environment.python, "-m", "suture", option, cwd=tmp_path).stdout
        assert command == module != ""


def test_pkg_config_finds_the_headers(environment, tmp_path):
    if shutil.which("pkg-config") is None:
        pytest.skip("pkg-config is not installed")
    folder = environment.run("suture", "--pkgconfig-dir").stdout.strip()

    def ask(question):
        return environment.run("pkg-config", question, "suture", PKG_CONFIG_PATH=folder).stdout.strip()

    assert ask("--modversion") == environment.run("suture", "--version").stdout.strip()
    assert (Path(ask("--cflags").removeprefix("-I")) / "suture/version.h").is_file()
    assert Path(ask("--variable=sources")).is_file()
