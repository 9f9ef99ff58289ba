# SPDX-License-Identifier: BSD-3-Clause
"""The command `suture` and the package's functions, from the checkout."""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest


def test_version_is_the_header_s(checkout_command, repository):
    header = (repository / "include/suture/version.h").read_text()
    stated = ".".join(re.findall(r"^#define SUTURE_VERSION_\w+ (\d+)$", header, re.MULTILINE))
    assert checkout_command("--version").stdout == stated + "\n"


@pytest.mark.parametrize(
    ("option", "file"),
    [
        ("--include-dir", "suture/version.h"),
        ("--cmake-dir", "suture-config.cmake"),
        ("--pkgconfig-dir", "suture.pc"),
    ],
)
def test_folder_options_name_the_folder_of_their_file(checkout_command, option, file):
    assert (Path(checkout_command(option).stdout.strip()) / file).is_file()


@pytest.mark.parametrize("arguments", [["--cflags"], ["--cflags", "native"]])
def test_cflags_are_include_paths_and_macros_alone(checkout_command, arguments):
    flags = checkout_command(*arguments).stdout.split()
    assert f"-I{sysconfig.get_paths()['include']}" in flags
    assert "-DSUTURE_LINKED" in flags
    assert all(flag.startswith(("-I", "-D")) for flag in flags)


def test_sources_exist(checkout_command):
    sources = checkout_command("--sources").stdout.split()
    assert sources and all(Path(source).is_file() for source in sources)


def test_extension_suffix_is_the_interpreter_s(checkout_command):
    assert checkout_command("--extension-suffix").stdout.strip() == sysconfig.get_config_var("EXT_SUFFIX")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to do: name a command ('new', 'stubs', 'swap') or an option such as '--cflags'"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--vers"], "unrecognized arguments: --vers"),
        (["--version", "--sources"], "argument --sources: not allowed with argument --version"),
        (["--version", "new", "x"], "'new' goes without options before it"),
        (["new"], "the following arguments are required: NAME"),
        (["--cflags", "german"], "argument --cflags: invalid choice: 'german'"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(checkout_command, arguments, message):
    done = checkout_command(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr
    assert "--help'" in done.stderr


def test_help_shows_the_one_line_build(checkout_command):
    assert "$(suture --cflags) my.cpp $(suture --sources)" in checkout_command("--help").stdout


def test_incomplete_installation_is_one_line(repository, tmp_path):
    shutil.copytree(repository / "python/suture", tmp_path / "alone/suture")
    done = subprocess.run(
        [sys.executable, "-m", "suture", "--version"], cwd=tmp_path / "alone", capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("suture: no suture headers beside ")
    assert done.stderr.count("\n") == 1
