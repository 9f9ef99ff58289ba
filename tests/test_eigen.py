# SPDX-License-Identifier: BSD-3-Clause
"""Eigen's dense types: by value, by reference to an array, as results."""

import gc

import pytest

np = pytest.importorskip("numpy", reason="numpy is not installed")
t = pytest.importorskip("test_eigen_ext", reason="Eigen was not found when the tests were built")

A = np.vander((1, 2, 3, 4)).astype(np.uint32)
LAYOUTS = [A, A.T, np.asfortranarray(A), np.repeat(np.repeat(A, 2, 0), 2, 1)[::2, ::2], A[::-1, ::-1]]


def refusal(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value).split(", got ", 1)[1]


def test_vectors_by_value():
    a = np.array([1, 2, 3], np.int32)
    b = t.add_v3(a, a[::-1])
    assert b.dtype == np.int32
    assert b.tolist() == [4, 4, 4]
    assert t.add_v3(np.array([1.0, 2, 3]), a).tolist() == [2, 4, 6]
    assert t.add_expression(a, a).tolist() == [2, 4, 6]


@pytest.mark.parametrize("shape", [(2,), (4,), (3, 1)])
def test_a_vector_of_another_size_is_named(shape):
    a = np.zeros(shape, np.int32)
    assert refusal(t.add_v3, a, a) == f"numpy.ndarray: shape is {shape}"


@pytest.mark.parametrize("f", [t.add_rows, t.add_columns])
@pytest.mark.parametrize("a", LAYOUTS)
def test_matrices_by_value_have_any_layout(f, a):
    assert (f(a, a) == a + a).all()
    assert (f(a, A) == a + A).all()
    assert (f(a.astype(float), A) == a + A).all()


def test_a_dtype_is_not_converted_where_that_is_forbidden():
    assert (t.add_strict(A, A.T) == A + A.T).all()
    assert refusal(t.add_strict, A.astype(float), A) == "numpy.ndarray: dtype is float64"


def test_a_map_refers_to_elements_in_its_own_order():
    f = np.asfortranarray(A)
    assert t.sum_map(f) == A.sum()
    assert refusal(t.sum_map, A) == "numpy.ndarray: order is 'C'"
    a = A.copy()
    t.double_map(a)
    assert (a == 2 * A).all()
    assert refusal(t.double_map, f) == "numpy.ndarray: order is 'F'"
    assert refusal(t.double_map, A.astype(float)) == "numpy.ndarray: dtype is float64"


def test_a_ref_takes_outer_strides():
    base = np.zeros((4, 8), np.uint32, order="F")
    part = base[1:3, 2:6]
    part[:] = 3
    t.double_ref(part)
    assert base.sum() == 2 * 3 * 8
    assert refusal(t.double_ref, A) == "numpy.ndarray: its inner stride is 4, its outer stride 1"


def test_a_dref_takes_any_strides():
    for a in (A.copy(), np.asfortranarray(A), np.repeat(A, 2, 0)[::2], A[::-1, ::-1].copy()[::-1, ::-1]):
        t.double_dref(a)
        assert (a == 2 * A).all()


def test_a_dref1_takes_rows_without_gaps():
    base = np.repeat(A, 2, 0)
    t.double_dref1(base[::2])
    assert (base[::2] == 2 * A).all()
    assert "inner stride is 4" in refusal(t.double_dref1, np.asfortranarray(A))


@pytest.mark.parametrize("f", [t.sum_ref, t.sum_dref])
@pytest.mark.parametrize("a", [*LAYOUTS, A.astype(float)])
def test_a_ref_of_constants_takes_a_copy_where_it_must(f, a):
    assert f(a) == a.sum()


def test_a_ref_of_constants_refers_where_it_can():
    f = np.asfortranarray(A)
    f.flags.writeable = False
    assert t.data_of(f) == f.__array_interface__["data"][0]
    assert t.sum_ref_strict(f) == A.sum()


def test_noconvert_forbids_another_dtype_not_a_copy_of_constants():
    assert t.sum_ref_strict(A) == A.sum()
    assert refusal(t.sum_ref_strict, A.astype(float)) == "numpy.ndarray: dtype is float64"


def test_a_writable_ref_writes():
    a = np.zeros(3, np.int32)
    t.set_vector(a)
    assert a.tolist() == [0, 0, 123]
    b = np.zeros((3, 2), np.int32)
    assert "its inner stride is 2" in refusal(t.set_vector, b[:, 0])
    assert refusal(t.set_vector, np.zeros(3)) == "numpy.ndarray: dtype is float64"


def test_results():
    a = t.large()
    assert a.shape == (20, 30)
    assert not a.flags.owndata
    assert (a == 7).all()
    assert t.small().tolist() == [[7, 7]]
    assert t.small().flags.owndata


def test_results_that_refer_to_an_object():
    b = t.Buffer()
    m, r, c = b.map(), b.reference(), b.copy()
    del b
    gc.collect()
    assert m.tolist() == r.tolist() == c.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert not m.flags.writeable
    address = m.__array_interface__["data"][0]
    assert r.__array_interface__["data"][0] == address
    assert c.__array_interface__["data"][0] != address


def test_signatures():
    text = "(a: numpy.ndarray[dtype=uint32, shape=(*, *)]"
    assert t.double_dref.__doc__.replace("arg0", "a").replace("arg", "a") == f"double_dref{text}, /) -> None"
    assert "shape=(3)" in t.add_v3.__doc__
    assert "order='F', writable=False" in t.sum_map.__doc__
