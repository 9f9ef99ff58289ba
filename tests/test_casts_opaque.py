# SPDX-License-Identifier: BSD-3-Clause
"""SUTURE_MAKE_OPAQUE: classes out of types that have a conversion, containers and enumerations."""

import pytest
import test_casts_opaque_ext as t


def test_an_opaque_container_is_a_class_that_cpp_changes_in_place():
    n = t.Numbers()
    n.append(1)
    t.fill(n)
    assert n.list() == [7, 7, 7] and len(n) == 3


def test_a_list_is_no_opaque_container():
    with pytest.raises(TypeError):
        t.fill([1])
    with pytest.raises(TypeError):
        t.by_value([1])


def test_an_opaque_container_is_passed_like_any_class():
    n = t.Numbers()
    n.append(1)
    copy = t.by_value(n)
    assert type(copy) is t.Numbers and copy is not n
    assert t.nested([n, n]) == 2
    assert t.optional(n) == 1 and t.optional(None) == -1
    assert t.shared(n) == 1


def test_other_containers_are_converted_as_ever():
    assert t.other_vector([1, 2]) == [1.0, 2.0]


def test_a_type_with_commas():
    table = t.Table()
    table.set("a", [1, 2])
    assert table.get("a") == [1.0, 2.0]


def test_an_enumeration_as_a_class():
    k = t.Macro(16)
    assert k.k == 16
    k.k = 32
    assert t.macro(k) == t.Macro(32)
    assert [m.k for m in t.macros([k, t.Macro(0)])] == [32, 0]
    with pytest.raises(TypeError):
        t.macro(16)


def test_an_opaque_member_refers_to_the_object():
    params = t.Params()
    params.mma.k = 16
    assert params.mma.k == 16
    params.mma = t.Macro(32)
    assert params.mma.k == 32
    params.sizes.append(5)
    assert params.sizes.list() == [5]
