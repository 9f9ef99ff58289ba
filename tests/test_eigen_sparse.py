# SPDX-License-Identifier: BSD-3-Clause
"""Eigen's sparse matrices: copies, views of SciPy's arrays, results, and what is refused."""

import gc

import pytest

np = pytest.importorskip("numpy", reason="numpy is not installed")
sparse = pytest.importorskip("scipy.sparse", reason="scipy is not installed")
t = pytest.importorskip("test_eigen_sparse_ext", reason="Eigen was not found when the tests were built")

DENSE = np.array([[0.0, 3, 0], [22, 0, 0], [0, 0, 8]])


def refusal(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value)


@pytest.mark.parametrize("f, made", [(t.by_column, "csc_matrix"), (t.by_row, "csr_matrix")])
@pytest.mark.parametrize("given", ["csc_matrix", "csr_matrix", "coo_matrix", "csc_array", "csr_array", "array"])
def test_a_matrix_of_any_format_is_copied(f, made, given):
    source = np.array(DENSE) if given == "array" else getattr(sparse, given)(DENSE)
    result = f(source)
    assert type(result) is getattr(sparse, made)
    assert np.array_equal(result.toarray(), DENSE)


def test_other_element_and_index_types_convert():
    wide = t.wide(sparse.csc_matrix(DENSE))
    assert wide.dtype == np.float32
    assert np.array_equal(wide.toarray(), DENSE)
    large = sparse.csc_matrix(DENSE)
    large.indices, large.indptr = large.indices.astype(np.int64), large.indptr.astype(np.int64)
    assert np.array_equal(t.by_column(large).toarray(), DENSE)
    value = sparse.csc_matrix(DENSE * (1 + 2j))
    assert np.array_equal(t.complex(value).toarray(), value.toarray())


def test_entries_out_of_order_or_given_twice_are_put_in_order():
    unsorted = sparse.csc_matrix((np.array([1.0, 2, 3]), np.array([2, 0, 1]), np.array([0, 2, 3])), shape=(3, 2))
    assert np.array_equal(t.by_column(unsorted).toarray(), unsorted.toarray())
    assert not unsorted.has_sorted_indices
    twice = sparse.csc_matrix((np.array([1.0, 2]), np.array([0, 0]), np.array([0, 2])), shape=(2, 1))
    assert t.entries(twice) == t.exact_entries(twice) == 1
    assert twice.nnz == 2
    assert np.array_equal(t.by_column(twice).toarray(), [[3], [0]])


def test_indices_that_only_claim_to_be_in_order_are_put_in_order():
    matrix = sparse.csc_matrix(DENSE)
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    matrix.indices, matrix.indptr = np.array([2, 0, 0], np.int32), np.array([0, 3, 3, 3], np.int32)
    assert t.exact_entries(matrix) == 2
    assert "not sorted, or one is given twice" in refusal(t.sum_map, matrix)


def test_wide_indices_are_not_cut_off():
    matrix = sparse.csc_matrix(DENSE)
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int64), matrix.indptr.astype(np.int64)
    assert t.exact(matrix) == 33
    matrix.indices += 2**32
    for f in (t.by_column, t.exact):
        assert "its indices lead out of it" in refusal(f, matrix)


def test_indices_are_integers():
    matrix = sparse.csc_matrix(DENSE)
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    matrix.indices = matrix.indices + 0.5
    assert "its indices are no integers" in refusal(t.by_column, matrix)


def test_a_refusal_names_the_array():
    assert "its data: dtype is float32" in refusal(t.exact, sparse.csc_matrix(DENSE.astype(np.float32)))
    matrix = sparse.csc_matrix(DENSE)
    matrix.indptr = matrix.indptr.astype(np.int64)
    assert "its indptr: dtype is int64" in refusal(t.sum_map, matrix)
    matrix.indices = matrix.indices.astype(np.int64)
    assert "its indices: dtype is int64" in refusal(t.sum_map, matrix)


def test_one_dimension_is_too_few():
    vector = sparse.coo_array(np.ones(3)) if sparse.coo_array(np.ones(3)).ndim == 1 else None
    if vector is None:
        pytest.skip("this SciPy has no sparse arrays of one dimension")
    assert "it has not two dimensions" in refusal(t.row_map, vector.tocsr())


def test_noconvert_takes_only_its_own_format():
    assert t.exact(sparse.csc_matrix(DENSE)) == 33
    assert "it is no csc_matrix" in refusal(t.exact, sparse.csr_matrix(DENSE))
    assert "it is no csc_matrix" in refusal(t.exact, DENSE)


def test_a_dense_array_prefers_the_dense_overload():
    assert t.sparse_or_dense(np.asfortranarray(DENSE)) == "dense"
    assert t.sparse_or_dense(sparse.csc_matrix(DENSE)) == "sparse"


def test_a_map_refers_to_the_arrays():
    matrix = sparse.csc_matrix(DENSE)
    assert t.sum_map(matrix) == 33
    t.clear_map(matrix)
    assert matrix.data.tolist() == [0, 0, 0]


def test_a_map_is_never_a_copy():
    assert "it is no csc_matrix" in refusal(t.sum_map, sparse.csr_matrix(DENSE))
    assert "its data: dtype is float32" in refusal(t.sum_map, sparse.csc_matrix(DENSE.astype(np.float32)))
    unsorted = sparse.csc_matrix((np.array([1.0, 2]), np.array([2, 0]), np.array([0, 2])), shape=(3, 1))
    assert "its indices are not sorted" in refusal(t.sum_map, unsorted)
    frozen = sparse.csc_matrix(DENSE)
    frozen.data.flags.writeable = False
    assert t.sum_map(frozen) == 33
    assert "its data: it is read-only" in refusal(t.clear_map, frozen)


@pytest.mark.parametrize("f", [t.by_column, t.sum_map])
@pytest.mark.parametrize(
    "indices, indptr",
    [([0, 9, 2], [0, 1, 2, 3]), ([0, -1, 2], [0, 1, 2, 3]), ([0, 1, 2], [0, 2, 1, 3]), ([0, 1, 2], [0, 1, 2, 30])],
)
def test_indices_that_lead_out_of_the_matrix_are_refused(f, indices, indptr):
    matrix = sparse.csc_matrix(np.eye(3))
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    matrix.indices, matrix.indptr = np.array(indices, np.int32), np.array(indptr, np.int32)
    assert "lead out of it" in refusal(f, matrix)


@pytest.mark.parametrize("value", [None, 1, "text", [[object()]], object()])
def test_what_is_no_matrix_is_refused(value):
    for f in (t.exact, t.sum_map):
        assert "csc_matrix" in refusal(f, value)


def test_a_result_that_is_not_compressed_is_compressed():
    result = t.uncompressed()
    assert result.nnz == 1
    assert result[2, 1] == 5


def test_a_result_by_value_gives_its_arrays_away():
    h = t.Holder()
    address = h.address()
    assert t.Holder().taken().toarray().tolist() == [[0, 1, 0], [0, 0, 2]]
    assert h.taken().data.ctypes.data == address


def test_results_by_reference_follow_their_policy():
    h = t.Holder()
    h.copied().data[0] = 7
    assert h.sum() == 3
    for result in (h.referred(), h.mapped()):
        assert result.data.ctypes.data == h.address()
    h.referred().data[0] = 7
    assert h.sum() == 9
    kept = h.mapped()
    del h
    gc.collect()
    assert kept.sum() == 9
