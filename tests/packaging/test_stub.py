# SPDX-License-Identifier: BSD-3-Clause
"""suture_add_stub: at build time, at installation time, with every option, and its refusals."""

import os
import shutil
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(shutil.which("cmake") is None, reason="needs cmake"),
]

PROJECT = Path(__file__).parent / "stub_project"
GENERATOR = ["-G", "Ninja"] if shutil.which("ninja") else []
STUB = 'def read(at: int) -> float:\n    """Read the gauge."""\n\nlimit: int = 7\n'


@pytest.fixture
def configure(environment, tmp_path):
    """Return a function that configures the project."""

    def run(*options, check=True):
        definitions = [
            f"-DCMAKE_PREFIX_PATH={environment.site}",
            f"-DPython_EXECUTABLE={environment.python}",
            f"-DCMAKE_INSTALL_PREFIX={tmp_path / 'prefix'}",
            "-DCMAKE_BUILD_TYPE=Release",
        ]
        return environment.run(
            "cmake", "-S", PROJECT, "-B", tmp_path / "build", *GENERATOR, *definitions, *options, check=check
        )

    return run


def test_stubs_are_written_by_the_build_and_the_installation(configure, environment, tmp_path):
    build, prefix = tmp_path / "build", tmp_path / "prefix"
    configure()
    done = environment.run("cmake", "--build", build)
    assert "Writing the type stub of gauge" in done.stdout
    assert 'writing stub "recursive/gauge/scale.pyi"' in done.stdout  # VERBOSE
    assert (build / "gauge.pyi").read_text().endswith("\n\n\n" + STUB)
    assert (build / "py.typed").read_text() == ""
    recursive = (build / "recursive/gauge/__init__.pyi").read_text()
    assert 'Position = NewType("Position", int)\n\ndef read(at: int) -> float:\n    ...\n' in recursive
    assert "\nlimit: int = ...\n\n_unit: str = ...\n" in recursive
    assert "def double(v: float) -> float: ...\n" in (build / "recursive/gauge/scale.pyi").read_text()

    environment.run("cmake", "--install", build)
    assert (prefix / "gauge.pyi").is_file() and (prefix / "py.typed").is_file()
    assert (prefix / "installed/gauge.pyi").read_text() == (build / "gauge.pyi").read_text()
    assert (prefix / "installed/py.typed").is_file()


def test_stub_is_up_to_date_until_the_module_changes(configure, environment, tmp_path):
    configure()
    environment.run("cmake", "--build", tmp_path / "build")
    assert "Writing" not in environment.run("cmake", "--build", tmp_path / "build").stdout
    later = (tmp_path / "build/gauge.pyi").stat().st_mtime + 60
    (module,) = (tmp_path / "build").glob("gauge.*.*")
    os.utime(module, (later, later))
    assert "Writing" in environment.run("cmake", "--build", tmp_path / "build").stdout


def test_component_is_installed_by_itself(configure, environment, tmp_path):
    configure()
    environment.run("cmake", "--build", tmp_path / "build")
    environment.run("cmake", "--install", tmp_path / "build", "--component", "Unspecified")
    assert not (tmp_path / "prefix/installed").exists()
    environment.run("cmake", "--install", tmp_path / "build", "--component", "stubs")
    assert (tmp_path / "prefix/installed/gauge.pyi").is_file()


def test_cross_build_without_an_emulator_says_that_there_is_no_stub(configure, environment, tmp_path):
    done = configure("-DCMAKE_SYSTEM_NAME=Linux", f"-DPython_ROOT_DIR={environment.folder}")
    assert "suture_add_stub(gauge_stub): no stub, a cross build cannot import the module" in done.stdout
    environment.run("cmake", "--build", tmp_path / "build", "--target", "gauge_stub")
    assert not (tmp_path / "build/gauge.pyi").exists()


def test_cross_build_runs_the_interpreter_under_the_emulator(configure, environment, tmp_path):
    configure("-DCMAKE_SYSTEM_NAME=Linux", "-DCMAKE_CROSSCOMPILING_EMULATOR=env")
    environment.run("cmake", "--build", tmp_path / "build", "--target", "gauge_stub")
    assert (tmp_path / "build/gauge.pyi").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="needs LD_PRELOAD, by which the sanitizer's library comes first")
def test_module_built_with_a_sanitizer_has_a_stub(configure, environment, tmp_path):
    configure("-DCMAKE_CXX_FLAGS=-fsanitize=address")
    environment.run("env", "-u", "LD_PRELOAD", "cmake", "--build", tmp_path / "build", "--target", "gauge_stub")
    assert (tmp_path / "build/gauge.pyi").read_text().endswith("\n\n\n" + STUB)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("OUTPUT;x.pyi", "name the module with MODULE"),
        ("MODULE;m", "name the stub's file with OUTPUT"),
        ("MODULE;m;OUTPUT;a;b", "OUTPUT takes several files with RECURSIVE only"),
        ("MODULE;m;OUTPUT;a;OUTPUT_PATH;b", "OUTPUT_PATH needs RECURSIVE or INSTALL_TIME"),
        ("MODULE;m;OUTPUT;a;COMPONENT;b", "COMPONENT and EXCLUDE_FROM_ALL need INSTALL_TIME"),
        ("NONSENSE;MODULE;m;OUTPUT;a", "unknown argument 'NONSENSE'"),
    ],
)
def test_mistake_is_refused(configure, arguments, message):
    done = configure(f"-DSUTURE_MISTAKE={arguments}", check=False)
    assert done.returncode != 0
    assert f"suture_add_stub(mistake): {message}" in " ".join(done.stderr.split())
