# SPDX-License-Identifier: BSD-3-Clause
"""find_package(nanobind) in Suture's place: versions, keywords, low-level functions, stubs."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
from interpreters import interpreters

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("cmake") is None, reason="needs cmake"),
]

PROJECT = Path(__file__).parent / "nanobind_project"
GENERATOR = ["-G", "Ninja"] if shutil.which("ninja") else []

LOW_LEVEL = """
cmake_minimum_required(VERSION 3.15...4.0)
project(low LANGUAGES CXX)
find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
find_package(nanobind CONFIG REQUIRED)
nanobind_build_library(nanobind{kind} AS_SYSINCLUDE)
add_library(_core MODULE {source})
target_link_libraries(_core PRIVATE nanobind{kind})
foreach(step opt_size lto set_visibility strip disable_stack_protector extension compile_options
             link_options musl_static_libcpp)
  cmake_language(CALL nanobind_${{step}} _core)
endforeach()
install(TARGETS _core LIBRARY DESTINATION nanobind_project)
if(TARGET nanobind)
  install(TARGETS nanobind LIBRARY DESTINATION nanobind_project)
endif()
"""


@pytest.fixture
def cmake(environment, tmp_path):
    """Return a function that configures a project against the dialect, builds and installs it."""

    def run(*options, source=PROJECT, check=True, install=True):
        build, dialect = tmp_path / "build", environment.site / "suture/dialects/nanobind/cmake"
        command = ["cmake", "-S", source, "-B", build, *GENERATOR, f"-Dnanobind_DIR={dialect}"]
        command += [f"-DPython_EXECUTABLE={environment.python}", "-DCMAKE_BUILD_TYPE=Release"]
        command += [f"-DCMAKE_INSTALL_PREFIX={tmp_path / 'prefix'}", *options]
        done = environment.run(*command, check=check)
        if install:
            environment.run("cmake", "--build", build)
            environment.run("cmake", "--install", build)
        return done

    def add():
        code = "import _core; print(_core.add(40, 2), getattr(_core, 'level', 3))"
        folder = tmp_path / "prefix/nanobind_project"
        return environment.run(environment.python, "-c", code, cwd=folder).stdout.strip()

    run.add, run.folder = add, tmp_path / "prefix/nanobind_project"
    return run


@pytest.mark.parametrize(("version", "level"), [("", 3), ("2.4", 2), ("2.4.0...<3", 2), ("2...4", 3), ("3.0.1", 3)])
def test_requested_version_selects_the_level(cmake, version, level):
    cmake(f"-DNB_PROJECT_VERSION={version}")
    assert cmake.add() == f"42 {level}"


def test_all_keywords_are_accepted_together(cmake):
    words = "FREE_THREADED;NB_STATIC;LTO;NOMINSIZE;NOSTRIP;PROTECT_STACK;NB_SUPPRESS_WARNINGS;MUSL_DYNAMIC_LIBCPP"
    cmake(f"-DNB_PROJECT_ARGUMENTS={words};NB_DOMAIN;mine")
    assert cmake.add() == "42 3"


def test_shared_library_is_installed_by_upstream_s_target_name(cmake):
    cmake("-DNB_PROJECT_ARGUMENTS=NB_SHARED")
    assert cmake.add() == "42 3"
    assert any("libsuture" in path.name for path in cmake.folder.iterdir())


def test_backend_module_says_that_it_is_not_needed_and_builds(cmake):
    done = cmake("-DNB_PROJECT_ARGUMENTS=BACKEND_MODULE;my_backend;BACKEND_PYPI;my-backend")
    assert "nanobind_add_module(_core): BACKEND_MODULE my_backend is not needed" in " ".join(done.stderr.split())
    assert cmake.add() == "42 3"


def test_static_and_shared_exclude_each_other(cmake):
    done = cmake("-DNB_PROJECT_ARGUMENTS=NB_STATIC;NB_SHARED", check=False, install=False)
    assert "nanobind_add_module(_core): NB_STATIC and NB_SHARED exclude each other" in " ".join(done.stderr.split())


KEYWORDS = """
cmake_minimum_required(VERSION 3.15...4.0)
project(keywords LANGUAGES CXX)
find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
find_package(nanobind CONFIG REQUIRED)
foreach(word plain NOMINSIZE NOSTRIP PROTECT_STACK LTO MUSL_DYNAMIC_LIBCPP NB_SUPPRESS_WARNINGS STABLE_ABI)
  set(words ${{word}})
  list(REMOVE_ITEM words plain)
  nanobind_add_module(of_${{word}} ${{words}} {source})
endforeach()
nanobind_add_module(of_NB_DOMAIN NB_DOMAIN mine {source})
"""


@pytest.fixture
def commands(cmake, environment, tmp_path, monkeypatch):
    """Return what compiles and what links a module of one keyword, and what compiles the runtime of it."""
    if not GENERATOR:
        pytest.skip("needs ninja, to ask for command lines")
    (tmp_path / "keywords").mkdir()
    source = (PROJECT / "src/core.cpp").as_posix()
    (tmp_path / "keywords/CMakeLists.txt").write_text(KEYWORDS.format(source=source))
    monkeypatch.setenv("AUDITWHEEL_PLAT", "musllinux_1_2_x86_64")
    cmake(source=tmp_path / "keywords", install=False)
    lines = environment.run("ninja", "-C", tmp_path / "build", "-t", "commands").stdout.splitlines()

    def of(word, library="nanobind-static"):
        (compiles,) = [line.split() for line in lines if f"/of_{word}.dir/" in line and " -c " in line]
        (links,) = [line.split() for line in lines if f" of_{word}." in line and " -c " not in line]
        parts = [f"/{library}{part}.dir/" for part in ("", "-hot", "-cold")]
        runtime = [line.split() for line in lines if any(part in line for part in parts) and " -c " in line]
        assert runtime
        return compiles, links, runtime

    return of


@pytest.mark.skipif(sys.platform != "linux", reason="reads GNU options")
def test_each_keyword_reaches_compiler_and_linker(commands):
    compiles, links, runtime = commands("plain")
    assert {"-Os", "-fno-stack-protector", "-fvisibility=hidden"} <= set(compiles)
    assert {"-Wl,-s", "-Wl,--gc-sections", "-static-libstdc++", "-static-libgcc"} <= set(links)
    assert all("-fno-stack-protector" in line for line in runtime)
    assert not any(word.startswith("-flto") for word in compiles)

    assert "-Os" not in commands("NOMINSIZE")[0]
    assert "-Wl,-s" not in commands("NOSTRIP")[1]
    compiles, _, runtime = commands("PROTECT_STACK", "nanobind-static-ps")
    assert not any("-fno-stack-protector" in line for line in [compiles, *runtime])
    compiles, _, runtime = commands("LTO", "nanobind-static-lto")
    assert all(any(word.startswith("-flto") for word in line) for line in [compiles, *runtime])
    assert "-static-libstdc++" not in commands("MUSL_DYNAMIC_LIBCPP")[1]
    assert "-DNB_DOMAIN=mine" in commands("NB_DOMAIN")[0]
    for word in ("plain", "NB_SUPPRESS_WARNINGS"):
        compiles = commands(word)[0]
        at = next(i for i, text in enumerate(compiles) if text.endswith("dialects/nanobind/include"))
        assert compiles[at - 1] == "-isystem"


@pytest.fixture
def later():
    """Return two interpreters for which nanobind makes modules of the stable ABI."""
    found = [path for version, path in interpreters().items() if int(version.partition(".")[2].rstrip("t")) >= 12]
    if len(found) < 2:
        pytest.skip("needs two versions of CPython from 3.12 on")
    return found[:2]


def test_stable_abi_module_is_named_for_the_python_that_it_works_in(cmake, later, environment, tmp_path):
    done = cmake(f"-DPython_EXECUTABLE={later[0]}", "-DCMAKE_BUILD_TYPE=Debug")
    assert "nanobind_add_module(_core): STABLE_ABI is not available yet" in " ".join(done.stderr.split())
    (module,) = cmake.folder.glob("_core.*")
    assert module.name.startswith("_core.cpython-3")

    # A project that insists on the name: the module still works in one Python only, and says so.
    done = cmake(f"-DPython_EXECUTABLE={later[0]}", "-DCMAKE_BUILD_TYPE=Debug", "-DNB_STABLE_ABI_NAME=ON")
    assert "STABLE_ABI gives the file name .abi3.so alone" in " ".join(done.stderr.split())
    module.unlink()
    assert [path.name for path in cmake.folder.glob("_core.*")] == ["_core.abi3.so"]
    code = "import _core; print(_core.add(40, 2))"
    assert environment.run(later[0], "-c", code, cwd=cmake.folder).stdout == "42\n"
    done = environment.run(later[1], "-c", code, cwd=cmake.folder, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ImportError: ")


def test_stable_abi_wheel_tag_that_promises_too_much_is_told(cmake):
    done = cmake("-DSKBUILD_SABI_VERSION=3.12", install=False)
    assert "set SKBUILD_WHEEL_PY_API=cp399, a version that it ignores" in " ".join(done.stderr.split())


def test_free_threaded_is_ignored_where_there_is_a_gil_and_else_declared(cmake, tmp_path):
    cmake("-DNB_PROJECT_ARGUMENTS=FREE_THREADED", install=False)
    assert "NB_FREE_THREADED" not in (tmp_path / "build/build.ninja").read_text()


@pytest.mark.parametrize("kind", ["", "-static", "-static-ps"])
def test_low_level_functions_build_a_module(cmake, tmp_path, kind):
    (tmp_path / "low").mkdir()
    source = (PROJECT / "src/core.cpp").as_posix()
    (tmp_path / "low/CMakeLists.txt").write_text(LOW_LEVEL.format(kind=kind, source=source))
    cmake("-DCMAKE_INSTALL_RPATH=$ORIGIN", source=tmp_path / "low")
    assert cmake.add() == "42 3"


STUBS = """
cmake_minimum_required(VERSION 3.15...4.0)
project(stubs LANGUAGES CXX)
find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
find_package(nanobind CONFIG REQUIRED)
nanobind_add_module(_core {source})
nanobind_add_stub(_core_stub MODULE _core OUTPUT _core.pyi PYTHON_PATH $<TARGET_FILE_DIR:_core> DEPENDS _core
  MARKER_FILE py.typed PATTERN_FILE ${{CMAKE_CURRENT_SOURCE_DIR}}/patterns INCLUDE_PRIVATE EXCLUDE_DOCSTRINGS
  EXCLUDE_VALUES)
nanobind_add_stub(all_stubs MODULE package OUTPUT package/__init__.pyi OUTPUT_PATH package RECURSIVE VERBOSE
  PYTHON_PATH ${{CMAKE_CURRENT_BINARY_DIR}})
"""


@pytest.mark.skipif(not GENERATOR, reason="needs ninja, to ask for command lines")
def test_stub_keywords_become_options_of_the_tool(cmake, environment, tmp_path):
    (tmp_path / "stubs").mkdir()
    source = (PROJECT / "src/core.cpp").as_posix()
    (tmp_path / "stubs/CMakeLists.txt").write_text(STUBS.format(source=source))
    cmake(source=tmp_path / "stubs", install=False)
    lines = environment.run("ninja", "-C", tmp_path / "build", "-t", "commands").stdout.splitlines()
    one = next(line for line in lines if "-m _core" in line)
    assert "stubgen.py -m _core -q -P -D --exclude-values -p " in one
    assert one.endswith(f"/patterns -M py.typed -i {tmp_path / 'build'} -i . -o _core.pyi")
    every = next(line for line in lines if "-m package" in line)
    assert every.endswith(f"stubgen.py -m package -r -i {tmp_path / 'build'} -i . -O package")


BUILT_STUBS = """
cmake_minimum_required(VERSION 3.15...4.0)
project(stubs LANGUAGES CXX)
find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)
find_package(nanobind CONFIG REQUIRED)
nanobind_add_module(_core {source})
nanobind_add_stub(_core_stub MODULE _core OUTPUT _core.pyi PYTHON_PATH $<TARGET_FILE_DIR:_core> DEPENDS _core
  MARKER_FILE py.typed)
# In this order: installation runs from top to bottom.
install(TARGETS _core LIBRARY DESTINATION nanobind_project)
nanobind_add_stub(installed_stub INSTALL_TIME MODULE _core OUTPUT nanobind_project/_core.pyi
  PYTHON_PATH nanobind_project)
"""


def test_stub_is_made_at_build_and_at_installation(cmake, tmp_path):
    (tmp_path / "stubs").mkdir()
    source = (PROJECT / "src/core.cpp").as_posix()
    (tmp_path / "stubs/CMakeLists.txt").write_text(BUILT_STUBS.format(source=source))
    cmake(source=tmp_path / "stubs")
    assert (tmp_path / "build/py.typed").is_file()
    for folder in (tmp_path / "build", cmake.folder):
        assert "def add(" in (folder / "_core.pyi").read_text()


def test_stub_without_a_module_is_refused(cmake, tmp_path):
    (tmp_path / "stubs").mkdir()
    text = STUBS.format(source=(PROJECT / "src/core.cpp").as_posix()).replace("MODULE _core", "")
    (tmp_path / "stubs/CMakeLists.txt").write_text(text)
    done = cmake(source=tmp_path / "stubs", check=False, install=False)
    assert "nanobind_add_stub(_core_stub): name the module with MODULE" in " ".join(done.stderr.split())


VERSION_SCRIPT = """
set(PACKAGE_FIND_VERSION "{asked}")
set(nanobind_FIND_VERSION_EXACT {exact})
include("{file}")
message("${{PACKAGE_VERSION_COMPATIBLE}} ${{PACKAGE_VERSION}}")
"""


@pytest.mark.parametrize(
    ("asked", "exact", "answer"),
    [
        ("", "FALSE", "TRUE 3.1.0"),
        ("2", "FALSE", "TRUE 3.1.0"),
        ("2.4.0", "FALSE", "TRUE 3.1.0"),
        ("3.1.0", "TRUE", "TRUE 3.1.0"),
        ("2.9.2", "TRUE", "TRUE 2.9.2"),
        ("1.9", "FALSE", "FALSE 3.1.0"),
        ("3.2", "FALSE", "FALSE 3.1.0"),
        ("4", "FALSE", "FALSE 3.1.0"),
    ],
)
def test_version_file_accepts_two_majors(environment, repository, tmp_path, asked, exact, answer):
    file = repository / "dialects/nanobind/cmake/nanobind-config-version.cmake"
    (tmp_path / "script.cmake").write_text(VERSION_SCRIPT.format(asked=asked, exact=exact, file=file.as_posix()))
    assert environment.run("cmake", "-P", tmp_path / "script.cmake").stderr.strip() == answer
