# SPDX-License-Identifier: BSD-3-Clause
"""The wheels that stand in for nanobind, and what an environment has of it before and after."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from suture.swap import environment, standin

packaging = pytest.importorskip("packaging")


def test_each_release_has_a_wheel_that_ranks_above_it(tmp_path):
    from packaging.utils import parse_wheel_filename
    from packaging.version import Version

    standin.write_wheels(tmp_path)
    versions = sorted(parse_wheel_filename(path.name)[1] for path in tmp_path.iterdir())
    assert [str(version) for version in versions] == [f"{release}+suture" for release in standin.RELEASES]
    assert all(version > Version(version.public) for version in versions)


def test_constraint_admits_the_stand_ins_and_no_later_release():
    from packaging.requirements import Requirement

    allowed = Requirement(standin.CONSTRAINT).specifier
    assert all(f"{release}+suture" in allowed for release in standin.RELEASES)
    assert not any(later in allowed for later in ("2.15.1", "2.16.0", "2.39.4", "3.0.2", "3.1.1", "3.2.0", "4.0"))


def test_wheel_holds_nothing_but_the_package_and_its_metadata(tmp_path):
    with zipfile.ZipFile(standin.write_wheel(tmp_path, "2.9.2")) as archive:
        names = archive.namelist()
        record = archive.read("nanobind-2.9.2+suture.dist-info/RECORD").decode()
        forward = archive.read("nanobind/cmake/nanobind-config.cmake").decode()
    assert {name.partition("/")[0] for name in names} == {"nanobind", "nanobind-2.9.2+suture.dist-info"}
    assert sorted(line.partition(",")[0] for line in record.splitlines()) == sorted(names)
    assert "set(NB_DIALECT_VERSION 2.9.2)" in forward


@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
@pytest.mark.parametrize("release", ["2.15.0", "3.1.0"])
def test_headers_of_a_stand_in_have_the_meaning_of_its_major_version(tmp_path, release):
    standin.write_package(tmp_path, release)
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "nanobind", "--include_dir"]
    folder = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / "use.cpp").write_text(
        "#include <nanobind/nb_defs.h>\n#include <nanobind/stl/detail/nb_list.h>\n"
        f"static_assert(NB_VERSION_MAJOR == {release[0]});\n"
    )
    python = f"-I{sysconfig.get_paths()['include']}"
    subprocess.run(["g++", "-std=c++17", "-fsyntax-only", f"-I{folder}", python, tmp_path / "use.cpp"], check=True)


def test_links_that_pip_has_already_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_FIND_LINKS", "/one /two")
    links = environment.swapped(tmp_path)["PIP_FIND_LINKS"].split()
    assert links[0] == (tmp_path / "wheels").as_uri()
    assert {"/one", "/two"} <= set(links)


def test_constraints_of_the_user_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_CONSTRAINT", "/mine.txt")
    assert environment.swapped(tmp_path)["PIP_CONSTRAINT"].split() == [str(tmp_path / "constraint.txt"), "/mine.txt"]
