# SPDX-License-Identifier: BSD-3-Clause
"""The command `suture stubs`: where stubs go, submodules, and what it says to misuse."""

import pytest

PACKAGE = {
    "pkg/__init__.py": '"""A package."""\nfrom os import getcwd\nfrom ._impl import Thing, make\n'
    "from .sub import deep\n",
    "pkg/_impl.py": 'class Thing: ...\n\ndef make() -> Thing: ...\n',
    "pkg/sub/__init__.py": "from . import deep\nfrom .. import _impl\nSUB = 1\n",
    "pkg/sub/deep.py": "import pkg.sub as other\nfrom pkg import Thing as T\ndef f(t: T) -> 'other.deep.T': ...\n",
}  # fmt: skip


def test_submodules_get_stubs_of_their_own(suture_stubs, package):
    package(PACKAGE)
    done = suture_stubs("-q", "-r", "-m", "pkg", "-O", "out/pkg")
    assert set(done.stubs) == {"pkg/__init__.pyi", "pkg/_impl.pyi", "pkg/sub/__init__.pyi", "pkg/sub/deep.pyi"}
    assert done.out == ""


def test_what_other_modules_of_the_package_define_is_imported(suture_stubs, package):
    package(PACKAGE)
    stubs = suture_stubs("-q", "-r", "-m", "pkg", "-O", "out/pkg").stubs
    assert stubs["pkg/__init__.pyi"] == (
        '"""A package."""\n\nfrom pkg import sub as sub\nfrom pkg._impl import Thing as Thing, make as make\n'
        "from pkg.sub import deep as deep\n"
    )
    assert stubs["pkg/sub/deep.pyi"].startswith("import pkg._impl\nfrom pkg._impl import Thing as T\n")
    assert stubs["pkg/sub/__init__.pyi"].endswith("from pkg.sub import deep as deep\n\n\nSUB: int = 1\n")


def test_stub_goes_beside_its_module(suture_stubs, package, tmp_path):
    package(PACKAGE)
    suture_stubs("-q", "-r", "-m", "pkg")
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.pyi")} == {
        "pkg/__init__.pyi", "pkg/_impl.pyi", "pkg/sub/__init__.pyi", "pkg/sub/deep.pyi",
    }  # fmt: skip


def test_several_modules_and_marker_files(suture_stubs, package, tmp_path):
    package({"lib/a.py": "x = 1\n", "lib/b.py": "y = 2\n"})
    done = suture_stubs("-i", "lib", "-m", "a", "b", "-O", "out", "-M", "out/py.typed", "-M", "py.typed")
    assert done.stubs == {"a.pyi": "x: int = 1\n", "b.pyi": "y: int = 2\n"}
    assert (tmp_path / "out/py.typed").read_text() == "" == (tmp_path / "py.typed").read_text()
    assert 'Module "a" ..\n  - importing ..\n  - analyzing ..\n  - writing stub "out/a.pyi" ..\n' in done.out


def test_file_of_the_stub_can_be_named(suture_stubs, package, tmp_path):
    package({"a.py": "x = 1\n"})
    suture_stubs("-q", "a", "-o", "elsewhere/name.pyi")
    assert (tmp_path / "elsewhere/name.pyi").read_text() == "x: int = 1\n"


def test_options_of_the_contents(suture_stubs, package):
    package({"a.py": '"""Doc."""\n_p = 1\ndef f() -> None:\n    "Doc."\n'})
    done = suture_stubs("-q", "a", "-O", "out", "-P", "-D", "--exclude-values")
    assert done.stubs["a.pyi"] == "_p: int = ...\n\ndef f() -> None: ...\n"


def test_module_can_learn_that_it_is_imported_for_its_stub(suture_stubs, package):
    package({"a.py": "import os\nvalue = os.environ['SUTURE_STUBS']\n"})
    assert suture_stubs("-q", "a", "-O", "out").stubs["a.pyi"] == "value: str = '1'\n"


def test_submodules_of_an_extension_module_are_mentioned(suture_stubs):
    done = suture_stubs("test_stubs_ext", "-O", "out")
    assert "  - note: the module has submodules, whose stubs '-r' writes\n" in done.out
    assert set(done.stubs) == {"test_stubs_ext.pyi"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a module with '-m MODULE'"),
        (["-m", "a", "-o", "x", "-O", "y"], "'-o' and '-O' exclude each other: name a file or a folder"),
        (["a", "b", "-o", "x"], "'-o' takes the stub of one module: name a folder with '-O' for several"),
        (["a", "-r", "-o", "x"], "'-o' takes the stub of one module: name a folder with '-O' for several"),
        (["absent"], "no module named 'absent': add its folder with '-i PATH'"),
        (["needy"], "cannot import 'needy': it needs the module 'absent', install it"),
        (["broken"], "cannot import 'broken': ValueError: no good; a stub needs the import"),
        (["a", "-o", "a.py/x.pyi"], "cannot write 'a.py/x.pyi': "),
        (["a", "--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(suture_stubs, package, arguments, message):
    package({"a.py": "", "needy.py": "import absent\n", "broken.py": "raise ValueError('no\\n good')\n"})
    done = suture_stubs(*arguments, check=False)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err
