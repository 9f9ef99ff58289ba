# SPDX-License-Identifier: BSD-3-Clause
"""The Python package nanobind in Suture's place, and the command's answers for the dialect."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "nanobind_project/src/core.cpp"


@pytest.fixture
def nanobind(repository):
    """Return a function that runs Python with the package on its path."""

    def run(*arguments):
        env = {"PYTHONPATH": str(repository / "dialects/nanobind/python"), "PATH": "/usr/bin:/bin"}
        return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=env)

    return run


@pytest.mark.parametrize(
    ("function", "option", "file"),
    [
        ("include_dir", "--include_dir", "nanobind/nanobind.h"),
        ("cmake_dir", "--cmake_dir", "nanobind-config.cmake"),
        ("source_dir", None, "nb_combined.cpp"),
    ],
)
def test_functions_and_options_name_the_folder_of_their_file(nanobind, function, option, file):
    folder = nanobind("-c", f"import nanobind; print(nanobind.{function}())").stdout.strip()
    assert (Path(folder) / file).is_file()
    if option:
        assert nanobind("-m", "nanobind", option).stdout.strip() == folder


def test_version_is_upstream_s(nanobind):
    assert nanobind("-m", "nanobind", "--version").stdout == "3.1.0\n"
    assert nanobind("-c", "import nanobind; print(nanobind.__version__)").stdout == "3.1.0\n"


def test_nothing_asked_shows_the_options(nanobind):
    assert "--include_dir" in nanobind("-m", "nanobind").stdout


def test_cflags_put_the_dialect_before_the_native_headers(checkout_command, repository):
    flags = checkout_command("--cflags", "nanobind").stdout.split()
    assert flags[:2] == [f"-I{repository / 'dialects/nanobind/include'}", f"-I{repository / 'include'}"]
    assert "-DSUTURE_LINKED" in flags


def test_cmake_dir_of_the_dialect_holds_its_configuration(checkout_command):
    folder = Path(checkout_command("--cmake-dir", "nanobind").stdout.strip())
    assert (folder / "nanobind-config.cmake").is_file()


LINES = {
    "linked": "g++ -std=c++17 -O1 -shared -fPIC $(suture --cflags nanobind) core.cpp $(suture --sources) "
    "-o _core$(suture --extension-suffix)",
    "include_dir_alone": "g++ -std=c++17 -O1 -shared -fPIC -I$(suture --cmake-dir nanobind)/../include "
    "-I$(python -c 'import sysconfig; print(sysconfig.get_paths()[\"include\"])') "
    "core.cpp $(suture --cmake-dir nanobind)/../src/nb_combined.cpp -o _core$(suture --extension-suffix)",
}


@pytest.mark.packaging
@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_one_line_builds_a_nanobind_source(environment, tmp_path, line):
    shutil.copy(SOURCE, tmp_path)
    environment.run("sh", "-c", line, cwd=tmp_path)
    assert environment.run("python", "-c", "import _core; print(_core.add(40, 2))", cwd=tmp_path).stdout == "42\n"
