# SPDX-License-Identifier: BSD-3-Clause
"""suture_add_module: three ways to find Suture, three ways to link it, and its options."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("cmake") is None, reason="needs cmake"),
]

PROJECT = Path(__file__).parent / "cmake_project"
GENERATOR = ["-G", "Ninja"] if shutil.which("ninja") else []


@pytest.fixture
def cmake(environment, repository, tmp_path):
    """Return a function that configures the project, builds and installs it."""

    def run(how, *options, source=PROJECT, check=True, install=True):
        definitions = [
            f"-DSUTURE_HOW={how}",
            f"-DSUTURE_CHECKOUT={repository}",
            f"-DCMAKE_PREFIX_PATH={environment.site}",
            f"-DCMAKE_INSTALL_PREFIX={tmp_path / 'prefix'}",
            f"-DPython_EXECUTABLE={environment.python}",
            "-DCMAKE_BUILD_TYPE=Release",
        ]
        build = tmp_path / "build"
        command = ["cmake", "-S", source, "-B", build, *GENERATOR, *definitions, *options]
        done = environment.run(*command, check=check)
        if install:
            environment.run("cmake", "--build", build)
            environment.run("cmake", "--install", build)
            shutil.rmtree(build)  # what is installed must not need the build
        return done

    def modules():
        return {path.name.split(".")[0]: path for path in (tmp_path / "prefix/package").iterdir()}

    def call(code):
        return environment.run(environment.python, "-c", code, cwd=tmp_path / "prefix/package").stdout.strip()

    run.modules, run.call = modules, call
    return run


EXCHANGE = "import maker, taker; print(taker.open_box(maker.Box(7)))"


@pytest.mark.parametrize(
    ("how", "link"),
    [
        ("find_package", "STATIC"),
        ("find_package", "SHARED"),
        ("find_package", "INCLUDE_ONLY"),
        ("add_subdirectory", "SHARED"),
        ("FetchContent", "INCLUDE_ONLY"),
    ],
)
def test_two_modules_exchange_a_class(cmake, how, link):
    cmake(how, f"-DSUTURE_LINK={link}")
    assert cmake.call(EXCHANGE) == "7"
    assert ("libsuture" in cmake.modules()) == (link == "SHARED")


APART = """
import warnings
warnings.simplefilter("error")
import maker, taker, apart, debug
print(taker.open_box(maker.Box(1)), apart.open_box(apart.Box(2)), debug.open_box(debug.Box(3)))
for take, give in [(taker, apart), (taker, debug), (apart, maker), (apart, debug), (debug, maker), (debug, apart)]:
    try:
        take.open_box(give.Box(4))
    except TypeError as e:
        print(e)
"""


@pytest.mark.parametrize("link", ["STATIC", "SHARED", "INCLUDE_ONLY"])
def test_domains_and_modes_of_the_library_share_nothing(cmake, link):
    cmake("add_subdirectory", f"-DSUTURE_LINK={link}", "-DSUTURE_APART=ON")
    first, *refused = cmake.call(APART).splitlines()
    assert first == "1 2 3"
    pairs = ["maker apart", "maker debug", "apart maker", "apart debug", "debug maker", "debug apart"]
    expected = [pair.split() for pair in pairs]
    assert refused == [f"open_box(): argument 1: expected {a}.Box, got {b}.Box" for a, b in expected]


def test_default_is_static_with_small_stripped_modules(cmake):
    cmake("find_package")
    modules = cmake.modules()
    assert set(modules) == {"maker", "taker"}
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    assert {path.name for path in modules.values()} == {f"maker{suffix}", f"taker{suffix}"}
    if shutil.which("nm"):
        listed = subprocess.run(["nm", str(modules["taker"])], capture_output=True, text=True)
        assert "no symbols" in listed.stderr
        exported = subprocess.run(["nm", "-D", "--defined-only", modules["taker"]], capture_output=True, text=True)
        names = {line.split()[-1] for line in exported.stdout.splitlines()}
        # Exception classes are known to all modules by their type information, nothing else is.
        assert {name for name in names if "suture" in name and not name.startswith("_ZT")} == set()
        assert "PyInit_taker" in names


def test_options_are_accepted_together(cmake):
    cmake("find_package", "-DSUTURE_EXTRA=LTO;NOMINSIZE;NOSTRIP;PROTECT_STACK")
    assert cmake.call(EXCHANGE) == "7"


@pytest.mark.skipif(not GENERATOR, reason="needs ninja, to compile one object alone")
@pytest.mark.parametrize(("asked", "standard"), [("", 201703), ("14", 201703), ("20", 202002)])
def test_language_version_is_17_or_what_the_caller_asks_for(cmake, environment, tmp_path, asked, standard):
    version = f"-DCMAKE_CXX_STANDARD={asked}" if asked else "-UCMAKE_CXX_STANDARD"
    cmake("find_package", version, f"-DCMAKE_CXX_FLAGS=-DEXPECTED_STANDARD={standard}", install=False)
    environment.run("cmake", "--build", tmp_path / "build", "--target", "CMakeFiles/maker.dir/maker.cpp.o")


def test_two_linking_modes_are_refused(cmake):
    done = cmake("find_package", "-DSUTURE_LINK=STATIC;SHARED", check=False, install=False)
    assert done.returncode != 0
    assert "suture_add_module(maker): STATIC and SHARED exclude each other" in " ".join(done.stderr.split())


def test_installation_by_cmake_is_found(environment, cmake, repository, tmp_path):
    installed = tmp_path / "installed"
    build = tmp_path / "suture-build"
    environment.run(
        *("cmake", "-S", repository, "-B", build, *GENERATOR, "-DSUTURE_TEST=OFF"),
        f"-DCMAKE_INSTALL_PREFIX={installed}",
    )
    environment.run("cmake", "--install", build)
    assert (installed / "share/suture/include/suture/version.h").is_file()
    cmake("find_package", f"-DCMAKE_PREFIX_PATH={installed}", "-DSUTURE_LINK=INCLUDE_ONLY")
    assert cmake.call(EXCHANGE) == "7"


VERSION_SCRIPT = """
set(PACKAGE_FIND_VERSION "{asked}")
string(REGEX MATCH "^[0-9]+" PACKAGE_FIND_VERSION_MAJOR "{asked}")
{more}
include("{file}")
message("${{PACKAGE_VERSION_COMPATIBLE}}")
"""


@pytest.mark.parametrize(
    ("asked", "more", "answer"),
    [
        ("", "", "TRUE"),
        ("0.0.1", "", "TRUE"),
        ("0.1", "", "TRUE"),
        ("0.99", "", "FALSE"),
        ("99.0", "", "FALSE"),
        ("0.1", "set(PACKAGE_FIND_VERSION_RANGE 0.1...9) set(PACKAGE_FIND_VERSION_MIN 0.1) "
                "set(PACKAGE_FIND_VERSION_MAX 9) set(PACKAGE_FIND_VERSION_RANGE_MAX INCLUDE)", "TRUE"),
        ("0.0", "set(PACKAGE_FIND_VERSION_RANGE 0.0...<0.1) set(PACKAGE_FIND_VERSION_MIN 0.0) "
                "set(PACKAGE_FIND_VERSION_MAX 0.1) set(PACKAGE_FIND_VERSION_RANGE_MAX EXCLUDE)", "FALSE"),
    ],
)  # fmt: skip
def test_version_file_accepts_this_major_and_no_newer(environment, repository, tmp_path, asked, more, answer):
    file = repository / "cmake/suture-config-version.cmake"
    more = more.replace(") set", ")\nset")
    (tmp_path / "script.cmake").write_text(VERSION_SCRIPT.format(asked=asked, more=more, file=file.as_posix()))
    done = environment.run("cmake", "-P", tmp_path / "script.cmake")
    assert done.stderr.strip() == answer
