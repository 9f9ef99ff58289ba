# SPDX-License-Identifier: BSD-3-Clause
"""`suture swap`: which builds find Suture in nanobind's place, and what is said about them."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
WHEEL = ["python", "-m", "pip", "wheel", "-q", "--no-index", "--no-deps", "-w", "dist"]
needs_cmake = pytest.mark.skipif(shutil.which("cmake") is None, reason="needs cmake")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ([], "name a build command: suture swap -- pip wheel .\n"),
        (["no-such-program", "x"], "there is no program 'no-such-program'\n"),
        (["sh", "-c", "true"], "does not use nanobind, nothing to swap\n"),
        (["pip", "wheel", "-w", "dist", "."], "does not use nanobind, nothing to swap\n"),
    ],
)
def test_what_cannot_be_swapped_is_one_line_and_exit_code_2(checkout_command, tmp_path, command, message):
    (tmp_path / "CMakeLists.txt").write_text("project(plain)\n")
    done = checkout_command("swap", "--", *command, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("suture: ")
    assert done.stderr.endswith(message)


def test_unknown_option_of_swap_is_one_line(checkout_command, tmp_path):
    done = checkout_command("swap", "--fast", "--", "true", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.fixture
def swap(environment, tmp_path):
    """Return a function that copies a project and runs a command on it under `suture swap`."""

    def run(project, *command, options=(), check=True, **variables):
        folder = tmp_path / project
        if not folder.exists():
            shutil.copytree(HERE / project, folder)
        return environment.run("suture", "swap", *options, "--", *command, cwd=folder, check=check, **variables)

    return run


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree(folder):
    """Return the project's own files: what a build adds is its own affair."""
    return {name: data for name, data in files(folder).items() if name in files(HERE / folder.name)}


@pytest.mark.packaging
@pytest.mark.parametrize(
    ("requirement", "release"),
    [
        ("nanobind>=2.4", "3.1.0"),
        ("nanobind>=2,<3", "2.15.0"),
        ("nanobind==2.9.2", "2.9.2"),
        ("nanobind~=2.4", "2.15.0"),
        ("nanobind>=1.3.2", "3.1.0"),
    ],
)
def test_isolated_build_gets_the_stand_in_that_the_project_asks_for(swap, tmp_path, requirement, release):
    shutil.copytree(HERE / "swap_backend", tmp_path / "swap_backend")
    asks = tmp_path / "swap_backend/pyproject.toml"
    asks.write_text(asks.read_text().replace("nanobind>=2.4", requirement))
    done = swap("swap_backend", *WHEEL, ".")
    with zipfile.ZipFile(tmp_path / "swap_backend/dist/swap_backend-1.0-py3-none-any.whl") as archive:
        version, reported, level, cmake = archive.read("said.txt").decode().split()
    assert (version, reported, level) == (f"{release}+suture", release, release[0])
    assert "nanobind/cmake" in cmake
    assert "nanobind was asked for, and Suture given" in done.stderr


@pytest.mark.packaging
@needs_cmake
def test_scikit_build_core_project_is_swapped_and_left_alone(swap, environment, tmp_path):
    pytest.importorskip("scikit_build_core")
    done = swap("nanobind_project", *WHEEL, "--no-build-isolation", ".")
    assert "is built with Suture" in done.stderr
    assert tree(tmp_path / "nanobind_project") == files(HERE / "nanobind_project")
    assert environment.run(environment.python, "-m", "pip", "list").stdout.count("nanobind ") == 0


@pytest.mark.packaging
@needs_cmake
def test_wheel_of_the_stable_abi_is_tagged_for_the_python_that_it_works_in(swap, tmp_path):
    pytest.importorskip("scikit_build_core")
    shutil.copytree(HERE / "nanobind_project", tmp_path / "nanobind_project")
    with (tmp_path / "nanobind_project/pyproject.toml").open("a") as file:
        file.write('wheel.py-api = "cp39"\n')
    swap("nanobind_project", *WHEEL, "--no-build-isolation", ".")
    (wheel,) = (tmp_path / "nanobind_project/dist").glob("*.whl")
    version = "cp{}{}".format(*sys.version_info)
    assert wheel.name.split("-")[2:4] == [version, version]


CMAKE = "cmake -S . -B build -DPython_EXECUTABLE=$(which python) {} && cmake --build build"


@pytest.mark.packaging
@needs_cmake
def test_cmake_by_hand_is_swapped(swap):
    done = swap("nanobind_project", "sh", "-c", CMAKE.format(""))
    assert "_core.cpython" in done.stderr
    assert "is built with Suture" in done.stderr


THEIRS = 'message(FATAL_ERROR "the copy in the project was used")\n'


@pytest.mark.packaging
@needs_cmake
def test_a_copy_of_nanobind_in_the_project_gives_way(swap, tmp_path):
    copy = tmp_path / "nanobind_project/ext/nanobind"
    shutil.copytree(HERE / "nanobind_project", tmp_path / "nanobind_project")
    (copy / "cmake").mkdir(parents=True)
    for name in ("CMakeLists.txt", "cmake/nanobind-config.cmake"):
        (copy / name).write_text(THEIRS)
    done = swap("nanobind_project", "sh", "-c", CMAKE.format("-DNB_PROJECT_VENDORED=ON"))
    assert f"the project's own copy of nanobind, {copy}, gave way to Suture" in done.stderr
    assert "is built with Suture" in done.stderr


FETCH = """
cmake_minimum_required(VERSION 3.18...4.0)
project(fetching LANGUAGES CXX)
find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
include(FetchContent)
FetchContent_Declare(nanobind GIT_REPOSITORY https://127.0.0.1/nanobind GIT_TAG v2.4.0)
FetchContent_MakeAvailable(nanobind)
nanobind_add_module(_core {source})
"""


@pytest.mark.packaging
@needs_cmake
def test_a_download_of_nanobind_by_cmake_gives_way(swap, tmp_path):
    (tmp_path / "fetching").mkdir()
    source = (HERE / "nanobind_project/src/core.cpp").as_posix()
    (tmp_path / "fetching/CMakeLists.txt").write_text(FETCH.format(source=source))
    assert "is built with Suture" in swap("fetching", "sh", "-c", CMAKE.format("")).stderr


@pytest.mark.packaging
@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
def test_setuptools_project_with_include_dir_is_swapped(swap):
    pytest.importorskip("setuptools")
    done = swap("nanobind_setuptools", *WHEEL, "--no-build-isolation", ".")
    assert "is built with Suture" in done.stderr


MESON = """
project('with_meson', 'cpp', default_options: ['cpp_std=c++17'])
py = import('python').find_installation('python')
py.extension_module('_core', '{source}', dependencies: [dependency('nanobind'), py.dependency()])
assert(dependency('nanobind').get_variable('stubgen').endswith('stubgen.py'))
"""


@pytest.mark.packaging
@pytest.mark.skipif(not all(map(shutil.which, ("meson", "ninja", "pkg-config"))), reason="needs meson and pkg-config")
def test_meson_project_that_would_take_a_wrap_is_swapped(swap, tmp_path):
    (tmp_path / "with_meson").mkdir()
    shutil.copy(HERE / "nanobind_project/src/core.cpp", tmp_path / "with_meson")
    (tmp_path / "with_meson/meson.build").write_text(MESON.format(source="core.cpp"))
    done = swap("with_meson", "sh", "-c", "meson setup build && ninja -C build")
    assert "is built with Suture" in done.stderr


@pytest.mark.packaging
@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_a_module_with_nanobind_inside_is_named_and_fails(swap, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/Makefile").write_text("all:\n\tcc -shared -fPIC other.c -o other.so # nanobind\n")
    (tmp_path / "other/other.c").write_text('const char *text = "nanobind"; void *PyInit_other(void) { return 0; }\n')
    done = swap("other", "make", check=False)
    assert done.returncode == 1
    assert "suture swap: other.so is NOT swapped: it contains nanobind's own runtime" in done.stderr


@pytest.mark.packaging
def test_a_stand_in_installed_into_the_environment_is_removed(swap, environment, tmp_path):
    (tmp_path / "bare").mkdir()
    done = swap("bare", "python", "-m", "pip", "install", "-q", "--no-index", "nanobind>=2", check=False)
    assert "the command installed the stand-in for nanobind into " in done.stderr
    assert "removed again" in done.stderr
    assert environment.run(environment.python, "-c", "import nanobind", check=False).returncode != 0


@pytest.mark.packaging
def test_exit_code_of_the_command_is_kept(swap, tmp_path):
    (tmp_path / "failing").mkdir()
    (tmp_path / "failing/Makefile").write_text("all: # nanobind\n\tfalse\n")
    done = swap("failing", "make", check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "suture swap: the command ended with exit code 2"


@pytest.mark.packaging
def test_a_build_that_does_not_ask_for_nanobind_says_so(swap, tmp_path):
    (tmp_path / "idle").mkdir()
    (tmp_path / "idle/Makefile").write_text("all: # nanobind\n\ttrue\n")
    done = swap("idle", "make", check=False)
    assert done.returncode == 2
    assert "nothing that was built asked for nanobind" in done.stderr


@pytest.mark.packaging
@needs_cmake
@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux reports of processes")
def test_comparison_builds_copies_and_prints_a_table(swap, environment, tmp_path):
    pytest.importorskip("scikit_build_core")
    # What is found without the swap is the dialect too: the table has figures in both columns.
    found = environment.site / "suture/dialects/nanobind/cmake"
    command = [*WHEEL, "--no-build-isolation", "."]
    kept = tmp_path / "kept"
    done = swap("nanobind_project", *command, options=["--compare", "--keep", kept], nanobind_ROOT=found)
    rows = [line.rsplit(None, 3) for line in done.stdout.splitlines()]
    assert [row[0] for row in rows[1:]] == [
        "build, everything, CPU s",
        "build, peak memory of a process, MB",
        "compilers alone, CPU s",
        "compilers alone, peak memory, MB",
        "_core, stripped, bytes",
        "_core, import, µs",
    ]
    assert all(float(row[3]) > 0 for row in rows[1:])
    assert files(tmp_path / "nanobind_project") == files(HERE / "nanobind_project")
    assert [len(list((kept / label).rglob("*.whl"))) for label in ("nanobind", "suture")] == [1, 1]


@pytest.mark.packaging
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--compare", "--keep", ".."], "is not empty: name another folder to keep the builds in\n"),
        (["--compare", "--keep", "new"], "new is inside the project: name a folder outside to keep the builds in\n"),
        (["--keep", "../new"], "--keep goes with --compare\n"),
    ],
)
def test_builds_are_kept_in_an_empty_folder_outside_the_project(swap, tmp_path, options, message):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare/Makefile").write_text("all: # nanobind\n\ttrue\n")
    done = swap("bare", "make", options=options, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.endswith(message)
