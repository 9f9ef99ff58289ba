# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 9: static methods of classes, Fusion.create() among them."""

import inspect

import pytest
import test_brief_09_statics_ext as t


def test_static_method_of_class_and_instance():
    assert t.MyClass.static_method() == 42
    assert t.MyClass().static_method() == 42


@pytest.mark.native
def test_static_method_with_argument():
    assert t.MyClass.twice(x=4) == 8
    with pytest.raises(TypeError) as info:
        t.MyClass.twice("a")
    assert str(info.value) == "MyClass.twice(): argument 'x' (position 1): expected int, got str"


def test_signature_and_docstring_have_no_self():
    assert str(inspect.signature(t.MyClass.twice)) == "(x: int) -> int"
    assert t.MyClass.twice.__doc__ == "twice(x: int) -> int\n\nTwice x."
    assert inspect.isroutine(t.MyClass.twice)


def test_fusion_create_makes_a_fusion():
    fusion = t.nvfuser.Fusion.create()
    assert type(fusion) is t.nvfuser.Fusion
    assert fusion.define_tensor([3]).shape == [3]


def test_what_create_made_is_destroyed():
    before = t.alive()
    fusion = t.nvfuser.Fusion.create()
    assert t.alive() == before + 1
    del fusion
    assert t.alive() == before


def test_result_of_create_is_annotated():
    annotation = inspect.signature(t.nvfuser.Fusion.create).return_annotation
    assert str(annotation).replace("<class '", "").replace("'>", "") == f"{t.__name__}.nvfuser.Fusion"


def test_is_method_makes_a_method_of_a_function():
    class Sized:
        size = 9

    t.add_method(Sized)
    assert Sized().size_of() == 9
    assert Sized.size_of.__qualname__ == f"{Sized.__qualname__}.size_of"
