# SPDX-License-Identifier: BSD-3-Clause
"""Eigen's tensors: by value, by reference to an array, as results."""

import gc

import pytest

np = pytest.importorskip("numpy", reason="numpy is not installed")
t = pytest.importorskip("test_eigen_tensor_ext", reason="Eigen was not found when the tests were built")

A = np.arange(12.0).reshape(2, 3, 2)
F = np.asfortranarray(A)


def refusal(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value)


def test_arguments_by_value_take_any_layout_and_number():
    assert np.array_equal(t.add(A, F), 2 * A)
    assert np.array_equal(t.add(A.astype(np.int32), A[::1]), 2 * A)
    assert np.array_equal(t.add(A[:, ::2], A[:, 1:]), A[:, ::2] + A[:, 1:])
    assert np.array_equal(t.square(F), A**2)


def test_noconvert_wants_the_tensors_own_order():
    assert np.array_equal(t.add_exact(F, F), 2 * A)
    refusal(t.add_exact, A, F)
    refusal(t.add_exact, F.astype(np.float32), F)


def test_results_keep_the_order():
    assert t.add(A, A).flags.f_contiguous
    assert t.same(A).flags.c_contiguous
    assert t.same(A).flags.writeable


@pytest.mark.parametrize("value", [np.ones((2, 2)), np.ones((1, 2, 3, 4)), "text", None])
def test_another_rank_is_refused(value):
    for f in (t.same, t.sum_map):
        assert "shape=(*, *, *)" in refusal(f, value)


def test_a_map_refers_to_the_array():
    a = F.copy(order="F")
    t.scale_map(a, 3.0)
    assert np.array_equal(a, 3 * A)
    assert t.sum_map(a) == 3 * A.sum()
    t.set_first(a)
    assert a[0, 0, 0] == 42


def test_a_map_is_never_a_copy():
    refusal(t.scale_map, A.copy(), 3.0)
    refusal(t.sum_map, F.astype(np.float32))
    refusal(t.set_first, F[:, 1:])
    frozen = F.copy(order="F")
    frozen.flags.writeable = False
    assert t.sum_map(frozen) == A.sum()
    refusal(t.scale_map, frozen, 3.0)


def test_a_map_that_is_aligned_looks_at_the_address():
    memory = np.zeros(40, np.uint8)
    start = -memory.ctypes.data % 16
    assert t.aligned(memory[start : start + 16].view(np.float64).reshape(1, 1, 2)) == 2
    odd = memory[start + 8 : start + 24].view(np.float64).reshape(1, 1, 2)
    assert "not aligned to 16 bytes" in refusal(t.aligned, odd)


def test_empty_tensors_and_those_without_dimensions():
    assert t.add(np.ones((0, 2, 4)), np.ones((0, 2, 4))).shape == (0, 2, 4)
    assert t.sum_map(np.ones((0, 2, 4), order="F")) == 0
    assert t.point(np.array(1.5)) == 2.5


def test_members_and_maps_live_with_their_owner():
    h = t.Holder()
    h.tensor = np.full((2, 1, 2), 5.0)
    view, member = h.map(), h.tensor
    view[0, 0, 0] = 9
    assert h.tensor[0, 0, 0] == 9
    del h
    gc.collect()
    assert view.sum() == member.sum() == 24
