# SPDX-License-Identifier: BSD-3-Clause
"""The examples of build backends: each becomes a wheel, is installed and passes its own tests."""

import shutil

import pytest

pytestmark = pytest.mark.packaging


@pytest.mark.parametrize(
    ("example", "backend"),
    [("scikit_build_core", "scikit_build_core"), ("setuptools", "setuptools"), ("meson", "mesonpy")],
)
def test_example_builds_installs_and_passes(environment, fresh_environment, repository, tmp_path, example, backend):
    pytest.importorskip(backend)
    project = tmp_path / example
    shutil.copytree(repository / "examples" / example, project)
    wheel = environment.wheel(project, tmp_path / "dist")
    fresh_environment.install(wheel)
    tests = shutil.copytree(project / "tests", tmp_path / "tests")
    done = fresh_environment.run(fresh_environment.python, "-m", "pytest", "-q", ".", cwd=tests)
    assert "3 passed" in done.stdout
