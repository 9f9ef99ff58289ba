# SPDX-License-Identifier: BSD-3-Clause
"""A wheel of this checkout and an environment that has it, as a user's machine would.

Nothing here asks a package index: build backends come from the environment that runs pytest.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Environment(NamedTuple):
    """A virtual environment and how to run things in it."""

    folder: Path
    python: Path
    site: Path

    def run(self, *command, cwd=None, check=True, **variables):
        """Run a command with the environment's programs first; a failure shows all output."""
        programs = os.pathsep.join([str(self.python.parent), sysconfig.get_path("scripts"), os.environ["PATH"]])
        env = {**os.environ, "PATH": programs, **{name: str(value) for name, value in variables.items()}}
        for name in ("PYTHONPATH", "PYTHONHOME", "CMAKE_PREFIX_PATH", "PKG_CONFIG_PATH"):
            if name not in variables:
                env.pop(name, None)
        done = subprocess.run([str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True)
        if check and done.returncode != 0:
            pytest.fail(f"{command} exited with {done.returncode}\n{done.stdout}\n{done.stderr}", pytrace=False)
        return done

    def wheel(self, project, into):
        """Build the wheel of a project and return its path."""
        options = ["--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
        self.run(self.python, "-m", "pip", "wheel", "-q", *options, "-w", into, project)
        (built,) = Path(into).glob("*.whl")
        return built

    def install(self, wheel):
        """Install a wheel file."""
        self.run(self.python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--force-reinstall", wheel)


def make_environment(folder):
    """Make an environment that sees the tools of the running one, but none of its Suture."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    environment = Environment(folder, python, folder)
    asked = environment.run(environment.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    site = Path(asked.stdout.strip())
    # Folders named in a .pth file do not have their own .pth files read: an editable Suture of the
    # running environment stays out.
    tools = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (site / "tools.pth").write_text("\n".join(dict.fromkeys(tools)) + "\n")
    return environment._replace(site=site)


@pytest.fixture(scope="session")
def repository():
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def suture_wheel(tmp_path_factory):
    """Build the wheel of this checkout."""
    pytest.importorskip("hatchling")
    builder = make_environment(tmp_path_factory.mktemp("builder") / "env")
    return builder.wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def environment(suture_wheel, tmp_path_factory):
    """Make an environment into which Suture is installed from its wheel."""
    made = make_environment(tmp_path_factory.mktemp("user") / "env")
    made.install(suture_wheel)
    return made


@pytest.fixture
def fresh_environment(tmp_path):
    """Make an environment without Suture, for what users install: it must not need Suture."""
    return make_environment(tmp_path / "fresh")


@pytest.fixture(scope="session")
def checkout_command():
    """Return a function that runs `python -m suture` from the checkout."""

    def run(*arguments, cwd=None):
        env = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
        command = [sys.executable, "-m", "suture", *arguments]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)

    return run
