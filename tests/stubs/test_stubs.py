# SPDX-License-Identifier: BSD-3-Clause
"""Stubs of built modules: word for word, for type checkers, and against the module itself.

SUTURE_UPDATE_STUBS=1 writes the expected files anew.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import test_stubs_ext as t

from suture.stubs import NANOBIND, Options, Stub

EXPECTED = Path(__file__).parent / "expected"
MODULES = ("stubs", "classes", "members", "factories", "enums", "functions", "operators", "signatures", "typed")

# What a stub says otherwise than the runtime on purpose, for mypy's stubtest.
ALLOWED = r"""
.*\.__suture_(property|signature)__
.*\.Wrapper\.__class_getitem__
.*\.unit
.*\.(Shape|Square)
.*\.(Nested|Square)\.__init__
"""


@pytest.mark.skipif(sys.version_info[:2] < (3, 11), reason="enum.StrEnum is of CPython 3.11")
@pytest.mark.parametrize("name", MODULES)
def test_stub_is_as_expected(suture_stubs, name):
    if name == "classes" and sys.version_info[:2] != (3, 11):
        pytest.skip("what CPython adds to classes of raw slots differs")
    module = f"test_{name}_ext"
    stubs = suture_stubs("-q", "-r", module, "-O", "out").stubs
    if os.environ.get("SUTURE_UPDATE_STUBS"):
        for path, text in stubs.items():
            file = EXPECTED / (path + ".expected")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    files = [*EXPECTED.glob(f"{module}.pyi.expected"), *(EXPECTED / module).rglob("*.expected")]
    expected = {str(f.relative_to(EXPECTED))[: -len(".expected")]: f.read_text(encoding="utf-8") for f in files}
    assert stubs == expected


def mypy(*arguments, **options):
    pytest.importorskip("mypy", reason="mypy is a development tool")
    return subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, **options)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "enums"])
def test_mypy_is_content_in_strict_mode(suture_stubs, name):
    done = suture_stubs("-q", "-r", f"test_{name}_ext", "-O", "out")
    checked = mypy("mypy", "--strict", "--no-incremental", "--python-version", "3.11", done.folder, cwd=done.folder)
    assert "Success" in checked.stdout, checked.stdout + checked.stderr


@pytest.mark.skipif(shutil.which("basedpyright") is None, reason="basedpyright is no development tool")
def test_pyright_is_content(suture_stubs):
    done = suture_stubs("-q", "-r", "test_stubs_ext", "-O", "out")
    settings = {"typeCheckingMode": "strict", "enableTypeIgnoreComments": True, "pythonVersion": "3.11"}
    (done.folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    checked = subprocess.run(["basedpyright", "--level", "error"], capture_output=True, text=True, cwd=done.folder)
    assert "0 errors" in checked.stdout, checked.stdout + checked.stderr


def test_stub_agrees_with_the_module(suture_stubs, tmp_path):
    done = suture_stubs("-q", "-r", "test_stubs_ext", "-O", "out")
    (tmp_path / "allowed").write_text(ALLOWED.strip(), encoding="utf-8")
    environment = {**os.environ, "MYPYPATH": str(done.folder), "PYTHONPATH": str(Path(t.__file__).parent)}
    command = ("mypy.stubtest", "--allowlist", tmp_path / "allowed", "test_stubs_ext")
    checked = mypy(*command, cwd=tmp_path, env=environment)
    assert "Success" in checked.stdout, checked.stdout + checked.stderr


# --- from a program -----------------------------------------------------------------------------------


def test_stub_of_one_value():
    stub = Stub(t)
    stub.put(t.add)
    assert stub.get() == 'def add(a: int, b: int = 1) -> int:\n    """Add two integers."""\n'


def test_options_leave_out_docstrings_and_values():
    stub = Stub(t, Options(docstrings=False, values=False))
    stub.put(t.add)
    stub.put(t.names, "names")
    assert stub.get().endswith("def add(a: int, b: int = 1) -> int: ...\n\nnames: tuple[Any, ...] = ...\n")


def test_private_names_are_shown_on_request():
    stub = Stub(t, Options(private=True))
    stub.put(t)
    assert "_hidden: int = 1" in stub.get() and "def _private(self)" in stub.get()


def test_array_types_are_what_checkers_understand():
    class Function:
        """Stands for a bound function."""

        __name__, __module__ = "f", "mod"
        __suture_signature__ = (
            ("def f(a: scipy.sparse.csr_matrix[dtype=float32]) -> ndarray[dtype=bool, shape=(*, 3)]", None, None),
        )

    pytest.importorskip("numpy", reason="numpy is not installed")
    pytest.importorskip("scipy.sparse", reason="scipy is not installed")
    stub = Stub(type(sys)("mod"))
    stub.put(Function(), "f")
    assert stub.get().endswith(
        "def f(a: Annotated[scipy.sparse.csr_matrix, dict(dtype='float32')]) -> "
        "Annotated[NDArray[numpy.bool_], dict(shape=(None, 3))]: ...\n"
    )


def test_nanobind_conventions_make_nothing_up():
    class Function:
        """Stands for one of nanobind's."""

        __name__, __module__ = "f", "mod"
        __nb_signature__ = (
            (r"def f(l: list, x: mod.X = \0) -> typing.Any", "Doc.", (1,)),
            ("def f(x: 'mod.X') -> ndarray[dtype=bool, shape=(*, 3)]", None, None),
        )

    module = type(sys)("mod")
    stub = Stub(module, Options(NANOBIND))
    stub.put(Function(), "f")
    body = stub.get().split("\n\n\n")[1]
    assert body == (
        '@overload\ndef f(l: list, x: X = 1) -> Any:\n    """Doc."""\n\n'
        "@overload\ndef f(x: 'mod.X') -> Annotated[NDArray[numpy.bool_], dict(shape=(None, 3))]: ...\n"
    )
