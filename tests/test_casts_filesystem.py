# SPDX-License-Identifier: BSD-3-Clause
"""Paths there and back."""

import os
import pathlib

import pytest
import test_casts_filesystem_ext as t


class Named:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        if isinstance(self.name, Exception):
            raise self.name
        return self.name


@pytest.mark.parametrize("text", ["", "a", "/tmp/x.txt", "é/日本", "a b"])
@pytest.mark.parametrize("make", [str, os.fsencode, pathlib.PurePath, Named])
def test_text_bytes_and_path_likes_are_paths(text, make):
    result = t.path(make(text))
    assert isinstance(result, pathlib.Path)
    assert result == pathlib.Path(text)


@pytest.mark.parametrize("value", [1, None, 1.5, ["a"], Named(1), Named(ValueError()), "a\0b", b"a\0b"])
def test_other_things_are_no_path(value):
    with pytest.raises(TypeError):
        t.path(value)


def test_bytes_that_are_no_text_survive():
    assert os.fsencode(t.path(b"\xff\xfe")) == b"\xff\xfe"
    assert t.size(b"\xff\xfe") == 2


def test_paths_work(tmp_path):
    assert t.exists(tmp_path)
    assert not t.exists(tmp_path / "missing")
    assert t.parent(tmp_path / "file") == tmp_path


def test_optionals_lists_and_overloads():
    assert t.optional(None) is None
    assert t.paths(["a", pathlib.Path("b")]) == [pathlib.Path("a"), pathlib.Path("b")]
    assert t.overloaded("a") == "str"
    assert t.overloaded(pathlib.Path("a")) == "path"


def test_annotations():
    assert "os.PathLike" in t.path.__doc__
    assert "-> pathlib.Path" in t.path.__doc__
