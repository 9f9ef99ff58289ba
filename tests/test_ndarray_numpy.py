# SPDX-License-Identifier: BSD-3-Clause
"""N-dimensional arrays of NumPy and PyTorch: constraints, implicit conversion, results, ownership."""

import gc
import sys

import pytest
import test_ndarray_ext as t

from failing import assert_fails, message

np = pytest.importorskip("numpy", reason="numpy is not installed")


def refusal(f, *args):
    """Return what the TypeError says about the array."""
    return message(f, *args).split(", got ", 1)[1]


def address(a):
    return a.__array_interface__["data"][0]


ROWS = [[1, 2, 3, 4], [5, 6, 7, 8]]


# --- arguments -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4), (1, 2, 3, 2, 2), (0, 3)])
def test_an_array_is_what_it_is_in_python(shape):
    a = np.zeros(shape, dtype=np.int16)
    got = t.facts(a)
    assert tuple(got[0]) == shape
    assert [2 * s for s in got[1]] == list(a.strides)
    assert got[2:] == (a.size, 2, a.nbytes, 1, 0)
    assert t.pointers_agree(a)


def test_no_copy_is_made():
    a = np.zeros((4, 4), dtype=np.float32)
    for view in [a, a.T, a[1:, ::2], a[::-1]]:
        assert t.address(view) == address(view)


def test_strides_count_elements():
    a = np.zeros((4, 6), dtype=np.float64)
    assert t.facts(a[::2, ::-3])[1] == [12, -3]


@pytest.mark.parametrize(
    "name",
    [
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "longdouble", "complex64", "complex128", "longlong"),
    ],
)
def test_every_dtype_is_known(name):
    dtype = np.dtype(name)
    code = {"i": 0, "u": 1, "f": 2, "c": 5, "b": 6}[dtype.kind]
    assert t.dtype_of(np.zeros(1, dtype=dtype)) == (code, dtype.itemsize * 8, 1)


def test_dtype_by_the_fields_and_by_dlpack_agree():
    class Other:
        def __init__(self, wrapped):
            self.wrapped = wrapped

        def __dlpack__(self, **kwargs):
            return self.wrapped.__dlpack__(**kwargs)

    for a in [np.zeros((2, 3), np.float32), np.zeros((4, 4), np.uint8)[1:, ::2], np.array(1.5)]:
        assert t.facts(Other(a)) == t.facts(a)
        assert t.dtype_of(Other(a)) == t.dtype_of(a)
        assert t.address(Other(a)) == t.address(a)


def test_a_subclass_is_an_array():
    class Sub(np.ndarray):
        pass

    a = np.arange(6, dtype=np.float32).reshape(2, 3).view(Sub)
    assert t.facts(a)[0] == [2, 3]
    assert t.same(a) is a


@pytest.mark.parametrize("dtype", ["float32", "uint32", "complex64", "bool", "float16"])
def test_matching_dtypes_are_taken(dtype):
    # Each refuses the others, with noconvert().
    functions = {name: getattr(t, name) for name in ("float32", "uint32", "complex64", "float16")}
    functions["bool"] = t.boolean
    for name, f in functions.items():
        if name == dtype:
            assert f(np.zeros(1, dtype)) is None
        else:
            assert f"dtype is {dtype}" in refusal(f, np.zeros(1, dtype))


@pytest.mark.parametrize("f", [t.float32, t.uint32, t.complex64, t.boolean])
def test_another_dtype_is_named(f):
    assert refusal(f, np.zeros(1, np.float64)) == "numpy.ndarray: dtype is float64"


@pytest.mark.parametrize("shape", [(3, 0, 4), (3, 5, 4)])
def test_a_shape_that_fits(shape):
    assert t.shaped(np.zeros(shape, np.float32)) is None


@pytest.mark.parametrize("shape", [(), (3, 5), (2, 5, 4), (3, 5, 6), (3, 5, 4, 6)])
def test_a_shape_that_does_not_fit_is_named(shape):
    assert refusal(t.shaped, np.zeros(shape, np.float32)) == f"numpy.ndarray: shape is {shape}"


def test_order_decides_between_overloads():
    c = np.zeros((3, 5, 4))
    assert [t.order(a) for a in (c, np.asfortranarray(c), c[:, 2, :].T[:2])] == ["C", "F", "?"]


@pytest.mark.parametrize("shape", [(1, 9, 5), (9, 1, 5), (0, 9, 5), (9, 0, 5), (9, 5, 0), (0, 0, 0)])
def test_dimensions_of_one_or_none_have_no_order(shape):
    assert t.c_3d(np.ones(shape, np.float32)) is None
    assert t.f_2d(np.ones((shape[0], shape[1]), np.float32, order="F")) is None


def test_any_order():
    t.any_2d(np.zeros((2, 3), np.float32))
    t.any_2d(np.zeros((2, 3), np.float32).T)
    both = np.zeros((2, 1), np.float32)
    for f in (t.any_2d, t.f_2d):
        f(both)
    assert "strides are (12, 2)" in refusal(t.any_2d, np.zeros((4, 6), np.float32)[::2, ::2])


def test_a_read_only_array_needs_a_parameter_that_says_so():
    a = np.zeros(1, np.float32)
    a.setflags(write=False)
    t.float32_const(a)
    assert refusal(t.float32, a) == "numpy.ndarray: it is read-only"


def test_read_only_elements_are_const():
    a = np.array([2.5])
    assert t.read_only_is_const(a, a)


def test_a_stride_that_is_no_multiple_of_the_element():
    a = np.zeros((2, 5), np.float32)[:, :4].view(np.complex64)
    assert t.facts(np.zeros((2, 6), np.float32)[:, :4].view(np.complex64))[1] == [3, 1]
    assert "stride of 20 bytes is no multiple of the 8 bytes" in refusal(t.facts, a)


@pytest.mark.parametrize("dtype", [">f4", "O", "U3", "M8[s]"])
def test_elements_that_cpp_cannot_have(dtype):
    a = np.zeros(2, dtype)
    assert refusal(t.facts, a).startswith("numpy.ndarray: ")


# --- structured elements -------------------------------------------------------------------------

PARTICLE = [("x", "f8"), ("n", "i4"), ("direction", "f4", (3,))]


def test_structured_elements_are_taken_as_they_are():
    a = np.zeros(2, PARTICLE)
    a["x"], a["n"], a["direction"] = [1.5, 2], [2, 4], [[0, 0, 1], [0, 0, 2]]
    assert t.particles(a) == 14
    assert t.particles(np.zeros(2, np.dtype(PARTICLE, align=True))) == 0


@pytest.mark.parametrize(
    "dtype",
    [
        [("y", "f8"), ("n", "i4"), ("direction", "f4", (3,))],
        [("x", "f8"), ("n", "u4"), ("direction", "f4", (3,))],
        [("n", "i4"), ("x", "f8"), ("direction", "f4", (3,))],
        [("x", "f8"), ("n", "i4"), ("a", "f4"), ("b", "f4"), ("c", "f4")],
    ],
)
def test_other_fields_are_named(dtype):
    assert refusal(t.particles, np.zeros(2, dtype)).startswith("numpy.ndarray: its fields are 'T{")


def test_elements_of_another_size_are_named():
    assert refusal(t.particles, np.zeros(2, [("x", "f8")])) == "numpy.ndarray: dtype is void8"


def test_a_type_without_fields_goes_by_its_size():
    assert t.blobs(np.zeros(3, PARTICLE)) == 3


def test_structured_results():
    a = t.ret_particles()
    assert a.dtype == np.dtype(PARTICLE)
    assert a["direction"].tolist() == [[1, 2, 3], [4, 5, 6]]
    assert np.asarray(t.ret_particles_memview()).dtype == a.dtype


# --- implicit conversion -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "a",
    [
        np.ones((2, 2), np.uint32),
        np.ones((2, 2, 10), np.float32)[:, :, 4],
        np.ones((2, 2, 10), np.uint32)[:, :, 4],
        np.ones((2, 2), np.bool_).T,
        np.ones((2, 2), np.float64),
    ],
)
def test_dtype_and_order_are_converted_where_that_is_allowed(a):
    made = t.convert(a)
    assert made is not a
    assert made.dtype == np.float32
    assert made.flags.c_contiguous
    assert (made == a).all()
    assert refusal(t.no_convert, a).startswith("numpy.ndarray: ")


def test_what_fits_is_not_converted():
    a = np.ones((2, 2), np.float32)
    assert t.convert(a) is a
    assert t.contiguous(a) is a


def test_order_alone_keeps_the_dtype():
    for dtype in (np.float64, np.complex64, np.int8):
        a = np.arange(6).reshape(2, 3).astype(dtype).T
        made = t.contiguous(a)
        assert made is not a
        assert made.dtype == dtype
        assert made.flags.c_contiguous
        assert (made == a).all()


def test_fortran_order_is_made():
    made = t.convert_f(np.arange(6).reshape(2, 3))
    assert made.flags.f_contiguous
    assert made.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_complex_numbers_become_complex_numbers_only():
    assert refusal(t.convert, np.zeros((2, 2), np.complex64)) == "numpy.ndarray: dtype is complex64"
    assert t.convert_complex(np.array([1.5], np.complex64)).tolist() == [1.5]
    assert t.convert_complex(np.array([1.5])).tolist() == [1.5]


def test_a_shape_is_not_converted():
    assert refusal(t.convert, np.zeros((2, 3))) == "numpy.ndarray: dtype is float64, shape is (2, 3)"


def test_a_class_with_a_computed_module_is_converted():
    class Meta(type):
        @property
        def __module__(cls):
            return "".join(["nu", "mpy", ".made"])

    class Sub(np.ndarray, metaclass=Meta):
        pass

    a = np.ones((2, 2), np.uint32).view(Sub)
    assert (t.convert(a) == a).all()


def test_an_exception_of_the_conversion_is_the_reason():
    class Sub(np.ndarray):
        def astype(self, *args):
            raise RuntimeError("no conversion today")

    Sub.__module__ = "numpy.test"
    a = np.ones((2, 2), np.uint32).view(Sub)
    assert refusal(t.convert, a).endswith("RuntimeError: no conversion today")


# --- access --------------------------------------------------------------------------------------


@pytest.mark.parametrize("f", [t.iota, t.iota_view])
@pytest.mark.parametrize("order", ["C", "F"])
def test_elements_are_written(f, order):
    a = np.zeros((3, 4), np.float32, order=order)
    f(a)
    f(big := np.zeros((6, 8), np.float32))
    assert a.tolist() == [[10 * i + j for j in range(4)] for i in range(3)]
    f(big[::2, ::2])
    assert big[::2, ::2].tolist() == a.tolist()


def test_dense_views():
    expected = [[10 * i + j for j in range(4)] for i in range(3)]
    t.iota_c(c := np.zeros((3, 4), np.float32))
    t.iota_f(f := np.zeros((3, 4), np.float32, order="F"))
    assert c.tolist() == f.tolist() == expected
    t.negate_flat(a := np.array([[1, 2], [3, 4]], np.float32))
    assert a.tolist() == [[-1, -2], [-3, -4]]


def test_a_view_by_a_check_at_run_time():
    a = np.ones((2, 2), np.float32)
    assert t.double_if_float(a)
    assert a.tolist() == [[2, 2], [2, 2]]
    assert not t.double_if_float(np.ones((2, 2)))


# --- results -------------------------------------------------------------------------------------


def test_a_result_is_numpys_array_over_the_memory_of_cpp():
    before = t.destroyed()
    a = t.ret_numpy()
    assert type(a) is np.ndarray
    assert a.tolist() == ROWS
    assert a.flags.writeable
    assert not a.flags.owndata
    b = a[1:]
    del a
    assert t.destroyed() == before
    assert b.tolist() == ROWS[1:]
    del b
    assert t.destroyed() == before + 1


def test_a_read_only_result():
    a = t.ret_read_only()
    assert not a.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        a[0, 0] = 1


def test_shapes_of_results():
    assert t.ret_scalar().shape == ()
    assert t.ret_scalar() == 1
    assert t.ret_empty().shape == (0,)
    assert t.ret_empty().dtype == np.float32
    assert t.ret_five_dimensions().tolist() == [[[[[1, 2]], [[3, 4]]]], [[[[5, 6]], [[7, 8]]]]]
    assert t.ret_inferred_c().tolist() == ROWS
    assert t.ret_inferred_f().tolist() == [[1, 3, 5, 7], [2, 4, 6, 8]]


def test_float16():
    assert t.ret_half().dtype == np.float16
    assert t.ret_half().tolist() == [1]


def test_temporaries_are_copied():
    assert t.ret_temporary().tolist() == [1, 2, 3]
    assert t.ret_temporary_cast().tolist() == [1, 2, 3]


def test_memory_of_a_device_is_no_numpy_array():
    text = "suture::ndarray: memory on device 'metal' cannot become a numpy.ndarray"
    assert_fails(TypeError, text, t.ret_numpy_on_metal)


def test_numpy_consumes_an_array_api_object():
    before = t.destroyed()
    a = np.from_dlpack(t.ret_array_api())
    assert a.tolist() == ROWS
    assert np.asarray(t.ret_memview()).tolist() == ROWS
    assert np.from_dlpack(t.ret_offset()).tolist() == [3, 4, 5]
    del a
    assert t.destroyed() == before + 3


# --- policies ------------------------------------------------------------------------------------


def test_reference_never_copies():
    assert address(t.reference()) == t.global_address()
    assert t.reference().flags.writeable


@pytest.mark.parametrize("f", [t.automatic, t.copied, t.moved])
def test_the_others_copy_what_has_no_owner(f):
    a = f()
    assert address(a) != t.global_address()
    assert a.tolist() == ROWS
    assert a.flags.owndata


def test_an_array_goes_back_as_it_is_or_as_a_copy():
    a = np.array([1, 2, 3])
    assert t.same(a) is a
    assert t.same_or_error(a) is a
    b = t.same_copied(a)
    assert type(b) is np.ndarray
    assert b.tolist() == [1, 2, 3]
    assert address(b) != address(a)


def test_another_library_gets_a_view_that_keeps_the_array():
    a = np.arange(3, dtype=np.float32)
    m = t.as_memview(a)
    assert t.as_numpy(a) is a
    assert t.as_numpy(m).__array_interface__["data"][0] == address(a)
    before = sys.getrefcount(a)
    del m
    assert sys.getrefcount(a) == before - 1


def test_reference_internal_keeps_self_alive():
    for name in ("internal", "referenced", "cast"):
        before = t.destroyed()
        h = t.Holder()
        a, b = getattr(h, name)(), getattr(h, name)()
        del h
        a += 1
        assert b.tolist() == list(range(1, 11))
        del a
        assert t.destroyed() == before
        del b
        gc.collect()
        assert t.destroyed() == before + 1


def test_what_has_no_owner_is_copied_from_an_object():
    h = t.Holder()
    a, b = h.copied(), h.copied()
    a += 1
    assert b.tolist() == list(range(10))


def test_an_owner_is_kept_alive():
    before = t.destroyed()
    h = t.Holder()
    a = h.owned(h)
    b = h.owned_internal(h)
    del h
    a += 1
    assert b.tolist() == list(range(1, 11))
    del a
    del b
    assert t.destroyed() == before + 1


def test_reference_internal_cannot_replace_an_owner():
    h = t.Holder()
    text = "suture::ndarray: reference_internal policy cannot be applied (ndarray already has an owner)"
    assert_fails(RuntimeError, text, h.owned_internal, (h,))


def test_a_member_goes_back_as_it_came():
    k = t.Keeper()
    a = np.ones(3, np.float32)
    k.value = a
    assert k.value is a
    before = sys.getrefcount(a)
    del k
    gc.collect()
    assert sys.getrefcount(a) == before - 1


def test_references_are_counted():
    a = np.ones((2, 2), np.float32)
    b = np.ones((2, 2), np.float64)
    counts = [sys.getrefcount(o) for o in (a, b, np.ndarray, np.dtype("f4"))]
    for _ in range(10):
        t.writable(a)
        t.convert(b)
        t.same_copied(a)
        message(t.uint32, a)
        t.ret_numpy()
        t.many([a, b, a])
    gc.collect()
    assert [sys.getrefcount(o) for o in (a, b, np.ndarray, np.dtype("f4"))] == counts


# --- PyTorch -------------------------------------------------------------------------------------


def test_pytorch():
    torch = pytest.importorskip("torch", reason="torch is not installed")
    x = torch.zeros(2, 3)
    assert t.address(x) == x.data_ptr()
    assert t.same(x) is x
    assert t.convert(torch.ones(2, 2, dtype=torch.int32)).dtype == torch.float32
    assert t.contiguous(x.t()).is_contiguous()
    assert t.ret_pytorch().tolist() == ROWS
