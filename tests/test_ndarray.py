# SPDX-License-Identifier: BSD-3-Clause
"""N-dimensional arrays without a library: the buffer protocol, capsules, results as memoryview."""

import array
import ctypes
import gc
import os
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
import test_ndarray_ext as t

from failing import assert_fails, message


def facts(a):
    shape, strides, size, itemsize, nbytes, device_type, device_id = t.facts(a)
    assert (device_type, device_id) == (1, 0)
    assert nbytes == size * itemsize
    return shape, strides, itemsize


def test_bytes_and_bytearray_are_arrays_of_uint8():
    assert facts(b"hello") == ([5], [1], 1)
    assert facts(bytearray(10)) == ([10], [1], 1)
    assert t.dtype_of(b"x") == (1, 8, 1)


def test_a_memoryview_keeps_its_strides():
    assert facts(memoryview(bytearray(8))[::2]) == ([4], [2], 1)
    assert facts(memoryview(bytearray(8))[::-1]) == ([8], [-1], 1)
    assert facts(memoryview(bytes(24)).cast("i", (2, 3))) == ([2, 3], [3, 1], 4)


@pytest.mark.parametrize(
    ("code", "dtype"),
    [("b", (0, 8)), ("H", (1, 16)), ("i", (0, 32)), ("Q", (1, 64)), ("f", (2, 32)), ("d", (2, 64))],
)
def test_array_array_has_its_dtype(code, dtype):
    assert t.dtype_of(array.array(code, [1])) == (*dtype, 1)


def test_ctypes_arrays_are_arrays():
    rows = ((ctypes.c_float * 3) * 2)()
    assert facts(rows) == ([2, 3], [3, 1], 4)
    t.iota(rows)
    assert [list(row) for row in rows] == [[0, 1, 2], [10, 11, 12]]


def test_no_copy_is_made_of_a_buffer():
    a = array.array("d", [1, 2])
    assert t.address(a) == a.buffer_info()[0]
    assert t.pointers_agree(a)


def test_a_buffer_is_written_to():
    a = (ctypes.c_float * 4)()
    t.iota(memoryview(a).cast("B").cast("f", (2, 2)))
    assert list(a) == [0, 1, 10, 11]


def test_the_argument_holds_the_buffer_only_during_the_call():
    a = bytearray(4)
    t.writable(a)
    a.append(1)  # refused while a buffer is exported
    assert len(a) == 5


def test_what_is_an_array():
    class Producer:
        def __dlpack__(self):
            raise AssertionError

    assert all(map(t.is_array, [b"", bytearray(), array.array("d"), memoryview(b""), Producer()]))
    assert t.is_array(t.ret_capsule())
    assert not any(map(t.is_array, [1, "text", [1], None]))


def test_none_is_no_array_where_it_is_accepted():
    assert not t.is_valid(None)
    assert not t.is_valid_by_default()
    assert not t.is_valid_by_default(None)
    assert t.sizes_of_none(None) == 0
    text = message(t.address, None)
    assert text == "address(): argument 'array' (position 1): expected ndarray[writable=False], got None"


def test_no_array_becomes_none():
    assert t.ret_none() is None


# --- refusals ------------------------------------------------------------------------------------


def refusal(f, *args):
    """Return what the TypeError says about the array."""
    return message(f, *args).split(", got ", 1)[1]


def test_a_wrong_dtype_is_named():
    text = (
        "float32(): argument 'array' (position 1): expected ndarray[dtype=float32], got array.array: dtype is float64"
    )
    assert_fails(TypeError, text, t.float32, array.array("d", [1]))


def test_a_wrong_shape_is_named():
    a = memoryview(bytes(24)).cast("f", (2, 3))
    assert refusal(t.shaped, a) == "memoryview: shape is (2, 3), it is read-only"


def test_a_wrong_order_is_named():
    a = memoryview((ctypes.c_float * 12)()).cast("B").cast("f", (4, 3))
    assert refusal(t.f_2d, a) == "memoryview: order is 'C'"
    assert refusal(t.points, a[::2]) == "memoryview: it is not contiguous: strides are (6, 1)"


def test_a_wrong_device_is_named():
    assert refusal(t.on_cuda, b"x") == "bytes: device is 'cpu'"
    assert refusal(t.on_cuda, t.ret_metal()) == "suture.ndarray: device is 'metal'"


def test_a_read_only_array_is_named():
    assert refusal(t.writable, b"x") == "bytes: it is read-only"


def test_what_is_no_array_is_just_refused():
    assert refusal(t.writable, "text") == "str"


def test_every_constraint_that_fails_is_named():
    a = memoryview(bytes(8)).cast("d")
    assert refusal(t.points, a) == "memoryview: dtype is float64, shape is (1,), it is read-only"


def test_a_format_without_dtype_is_named():
    swapped = (ctypes.c_int32.__ctype_be__ * 2)()
    assert refusal(t.writable, swapped).endswith(": its format is '>i'")


def test_overloads_choose_by_dtype():
    assert t.first_of_two(array.array("d", [1]), 1) == "double"
    assert t.first_of_two(array.array("i", [1]), 1) == "int32"


def test_an_exception_of_dlpack_is_the_reason():
    class Producer:
        def __dlpack__(self, **kwargs):
            raise ValueError("on strike")

    assert refusal(t.writable, Producer()).endswith("Producer: ValueError: on strike")


def test_an_exception_that_is_no_refusal_goes_through():
    class Producer:
        def __dlpack__(self, **kwargs):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        t.writable(Producer())


def test_dlpack_that_returns_no_capsule():
    class Producer:
        def __dlpack__(self, **kwargs):
            return 3

    assert refusal(t.writable, Producer()).endswith("__dlpack__() returned int, not a capsule")


# --- DLPack --------------------------------------------------------------------------------------


class Producer:
    """Passes an array of C++ on, and keeps what was asked for."""

    def __init__(self, wrapped):
        self.wrapped = wrapped
        self.asked = []

    def __dlpack_device__(self):
        return self.wrapped.__dlpack_device__()

    def __dlpack__(self, **kwargs):
        self.asked.append(kwargs)
        return self.wrapped.__dlpack__(**kwargs)


class Legacy(Producer):
    """A producer before DLPack 1.0."""

    def __dlpack__(self):
        self.asked.append({})
        return self.wrapped.__dlpack__()


def test_a_writable_array_is_asked_for_with_its_version():
    p = Producer(t.ret_array_api())
    t.writable(p)
    assert p.asked == [{"max_version": (1, 1)}]


def test_a_legacy_producer_is_asked_again():
    p = Legacy(t.ret_array_api())
    t.writable(p)
    assert p.asked == [{}]


def test_a_read_only_parameter_asks_for_no_version():
    p = Producer(t.ret_array_api())
    t.facts(p)
    assert p.asked == [{}]
    p = Producer(t.ret_array_api_read_only())
    t.facts(p)
    assert p.asked == [{}, {"max_version": (1, 1)}]


def test_the_read_only_flag_is_honoured():
    assert refusal(t.writable, Producer(t.ret_array_api_read_only())).endswith("it is read-only")


def test_byte_offset_and_device_arrive():
    a = Producer(t.ret_metal())
    assert a.__dlpack_device__() == (8, 0)
    assert t.on_metal(a) == 4


def exchange(wrapped, table=t.exchange_api):
    """Return a tensor whose library has DLPack's C exchange table."""

    class Tensor:
        __dlpack_c_exchange_api__ = table

        def __dlpack__(self, **kwargs):
            raise AssertionError

    tensor = Tensor()
    tensor.wrapped = wrapped
    return tensor


@pytest.mark.parametrize("table", [t.exchange_api, t.later_exchange_api])
def test_the_c_exchange_table_goes_before_dlpack(table):
    gc.collect()  # tracebacks
    before = t.destroyed()
    tensor = exchange(t.ret_array_api(), table)
    assert facts(tensor) == ([2, 4], [4, 1], 8)
    assert t.address(tensor) == t.address(tensor.wrapped)
    assert t.same(tensor) is tensor
    assert t.destroyed() == before
    del tensor
    gc.collect()
    assert t.destroyed() == before + 1


def test_the_c_exchange_table_tells_what_is_read_only():
    assert refusal(t.writable, exchange(t.ret_array_api_read_only())).endswith(": it is read-only")


def test_an_error_of_the_c_exchange_table_is_the_reason():
    assert "AttributeError: 'int' object" in refusal(t.writable, exchange(3))


def test_a_capsule_is_consumed_once():
    before = t.destroyed()
    c = t.ret_capsule()
    assert t.facts(c)[0] == [2, 4]
    assert "used_dltensor" in repr(c)
    assert t.destroyed() == before + 1
    assert refusal(t.facts, c) == "PyCapsule: the DLPack capsule has been consumed"


def test_a_capsule_that_is_refused_is_not_consumed():
    c = t.ret_capsule()
    assert refusal(t.uint32, c) == "PyCapsule: dtype is float32"
    t.facts(c)


def test_a_capsule_that_nobody_consumes_ends_its_array():
    before = t.destroyed()
    c = t.ret_capsule()
    assert "dltensor" in repr(c)
    assert "versioned" not in repr(c)
    assert t.destroyed() == before
    del c
    assert t.destroyed() == before + 1


def test_another_capsule_is_no_array():
    from _datetime import datetime_CAPI  # any capsule

    assert refusal(t.facts, datetime_CAPI) == "PyCapsule: the capsule is not one of DLPack"


def test_array_api_gives_both_kinds_of_capsule():
    a = t.ret_array_api()
    assert a.__dlpack_device__() == (1, 0)
    for kwargs in [{}, {"max_version": None}, {"max_version": (0, 8)}, {"copy": False}, {"stream": 1}]:
        assert '"dltensor"' in repr(a.__dlpack__(**kwargs))
    assert '"dltensor_versioned"' in repr(a.__dlpack__(max_version=(1, 0)))
    assert '"dltensor"' in repr(a.__dlpack__(dl_device=(1, 0), copy=None, stream=None))


def test_array_api_refuses_what_it_cannot_do():
    a = t.ret_array_api()
    assert_fails(TypeError, "__dlpack__() does not accept positional arguments", a.__dlpack__, 0)
    for kwargs in [{"copy": True}, {"dl_device": (99, 0)}]:
        message(a.__dlpack__, error=BufferError, **kwargs)
    text = "__dlpack__(): max_version must be None or tuple[int, int]"
    assert message(a.__dlpack__, max_version=("1", "0")) == text
    text = "__dlpack__() got an unexpected keyword argument 'version'"
    assert message(a.__dlpack__, version=1) == text


def test_a_read_only_array_has_no_legacy_capsule():
    a = t.ret_array_api_read_only()
    message(a.__dlpack__, error=BufferError)
    assert "versioned" in repr(a.__dlpack__(max_version=(1, 0)))


def test_only_cpp_makes_such_arrays():
    assert "cannot create" in message(type(t.ret_array_api()))


def test_a_capsule_outlives_the_object_that_made_it():
    before = t.destroyed()
    a = t.ret_array_api()
    c = a.__dlpack__(max_version=(1, 0))
    del a
    assert t.destroyed() == before
    del c
    assert t.destroyed() == before + 1


# --- results -------------------------------------------------------------------------------------


def test_a_memoryview_over_memory_of_cpp():
    before = t.destroyed()
    m = t.ret_memview()
    assert (m.format, m.itemsize, m.shape, m.strides) == ("d", 8, (2, 4), (32, 8))
    assert m.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert not m.readonly
    del m
    assert t.destroyed() == before + 1


def test_memory_in_fortran_order():
    m = t.ret_memview_f()
    assert m.tolist() == [[1, 3, 5, 7], [2, 4, 6, 8]]
    assert m.f_contiguous
    with pytest.raises(BufferError, match="not C-contiguous"):
        struct.unpack_from("8f", m.obj)
    assert struct.unpack_from("8d", t.ret_memview().obj) == (1, 2, 3, 4, 5, 6, 7, 8)


def test_read_only_memory_is_not_written_to():
    m = t.ret_memview_read_only()
    assert m.readonly
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data"
        path.write_bytes(bytes(32))
        with path.open("rb") as f, pytest.raises((BufferError, TypeError)):
            f.readinto(m.obj)
    assert m.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]


def test_a_byte_offset_is_where_the_data_begins():
    assert memoryview(t.ret_offset()).tolist() == [3, 4, 5]
    assert facts(t.ret_offset()) == ([3], [1], 8)


def test_memory_of_a_device_is_no_buffer():
    with pytest.raises(BufferError, match="not in memory that the CPU reaches"):
        memoryview(t.ret_metal())


@pytest.mark.parametrize("name", ["memview", "array_api", "tensorflow"])
def test_a_library_that_cannot_copy_gets_no_array_without_owner(name):
    text = (
        "suture::ndarray: the array has to be copied, for it has no owner or the policy says so, "
        f"which is not supported for this framework ({name})"
    )
    assert_fails(RuntimeError, text, getattr(t, f"unowned_{name}"))


def test_a_capsule_cannot_be_a_copy():
    assert "not supported for this framework" in message(t.unowned_capsule, error=RuntimeError)


def test_wrong_descriptions_are_refused():
    text = "suture::ndarray: as many strides as dimensions are needed"
    assert_fails(ValueError, text, t.wrong_strides)
    assert_fails(ValueError, "suture::ndarray: the dtype is missing", t.no_dtype)


@pytest.mark.parametrize(
    ("name", "module", "function", "copy"),
    [
        ("pytorch", "torch.utils.dlpack", "from_dlpack", "clone"),
        ("cupy", "cupy", "from_dlpack", "copy"),
        ("jax", "jax.dlpack", "from_dlpack", "copy"),
        ("tensorflow", "tensorflow.experimental.dlpack", "from_dlpack", None),
        ("mlx", "mlx.core", "array", None),
    ],
)
def test_the_library_that_is_asked_for_makes_the_array(monkeypatch, name, module, function, copy):
    """With a stand-in for the library, in a process of its own: what was found is kept."""
    code = f"""
import sys, types
parts = {module!r}.split(".")
for i in range(len(parts)):
    sys.modules[".".join(parts[: i + 1])] = types.ModuleType(".".join(parts[: i + 1]))
made = []
def function(source):
    made.append(source)
    return "made"
sys.modules[{module!r}].{function} = function
import test_ndarray_ext as t
before = t.destroyed()
assert t.ret_{name}() == "made"
assert t.ret_{name}() == "made"
assert ("dltensor" in repr(made[0])) == {name in ("pytorch", "tensorflow")}
assert t.facts(made[0])[0] == [2, 4]
made.clear()
assert t.destroyed() == before + 2
"""
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


# --- policies and owners -------------------------------------------------------------------------


def test_an_array_that_came_from_python_goes_back_as_it_is():
    for a in [array.array("f", [1]), bytearray(3), memoryview(bytearray(3)), Producer(t.ret_array_api())]:
        assert t.same(a) is a
        assert t.same_or_error(a) is a
        assert t.python_object(a) is a
    assert t.same(None) is None


def test_the_policy_none_makes_nothing():
    text = "suture::ndarray: the policy none gives only an array that came from Python"
    assert_fails(TypeError, text, t.none)


def test_reference_internal_needs_an_object():
    text = (
        "suture::ndarray: reference_internal policy cannot be applied (there is no object that the "
        "ndarray is a part of)"
    )
    assert_fails(RuntimeError, text, t.no_parent)


def test_an_array_can_be_given_another_form():
    a = array.array("f", [1, 2])
    m = t.as_memview(a)
    assert m.tolist() == [1, 2]
    assert t.address(m) == t.address(a)
    with pytest.raises(BufferError):
        a.append(3)  # the view holds the buffer
    del m
    a.append(3)


# --- lifetimes -----------------------------------------------------------------------------------


class Counted(bytearray):
    ended = 0

    def __del__(self):
        Counted.ended += 1


def floats(n):
    """Return a buffer of floats and what tells when it ends."""
    base = Counted(4 * n)
    return memoryview(base).cast("f")


def test_references_are_counted():
    a = bytearray(8)
    before = sys.getrefcount(a)
    for _ in range(10):
        t.writable(a)
        t.same(a)
        message(t.float32, a)
        t.is_array(a)
    gc.collect()  # tracebacks
    assert sys.getrefcount(a) == before


def test_an_array_keeps_its_object_until_the_last_copy():
    a = floats(3)
    ended = Counted.ended
    t.keep(a)
    del a
    gc.collect()
    assert Counted.ended == ended
    assert t.sum_kept() == 0
    t.let_go()
    assert Counted.ended == ended + 1


def test_the_last_copy_may_go_on_a_thread_without_the_gil():
    ended = Counted.ended
    t.keep(floats(3))
    t.let_go_on_a_thread()
    assert Counted.ended == ended + 1
    before = t.destroyed()
    t.keep(t.ret_capsule())
    assert t.destroyed() == before
    t.let_go_on_a_thread()
    assert t.destroyed() == before + 1


def test_a_call_guard_may_release_the_gil():
    assert t.without_the_gil(floats(5)) == 5


def test_threads_call_at_once():
    a = floats(7)
    wrong = []

    def work():
        for _ in range(1000):
            if t.without_the_gil(a) != 7:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_cycle_through_an_array_is_collected():
    k = t.Keeper()
    k.value = floats(2)
    ended = Counted.ended
    k.value.obj.k = k  # the object that the array holds, holds the keeper
    del k
    gc.collect()
    assert Counted.ended == ended + 1


def test_an_array_may_outlive_the_interpreter():
    code = """
import array, test_ndarray_ext as t
t.keep(array.array("f", [1, 2]))
"""
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


# --- signatures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uint32", "uint32(array: ndarray[dtype=uint32]) -> None"),
        ("float32_const", "float32_const(array: ndarray[dtype=float32, writable=False]) -> None"),
        ("complex64", "complex64(array: ndarray[dtype=complex64]) -> None"),
        ("boolean", "boolean(array: ndarray[dtype=bool]) -> None"),
        ("shaped", "shaped(array: ndarray[dtype=float32, shape=(3, *, 4)]) -> None"),
        ("points", "points(array: ndarray[dtype=float32, shape=(*, 3), order='C']) -> None"),
        ("any_2d", "any_2d(array: ndarray[dtype=float32, shape=(*, *), order='A']) -> None"),
        ("on_cuda", "on_cuda(arg: ndarray[device='cuda', writable=False], /) -> None"),
        ("writable", "writable(array: ndarray) -> None"),
        ("ret_read_only", "ret_read_only() -> numpy.ndarray[dtype=float32, shape=(2, 4), writable=False]"),
        ("ret_memview", "ret_memview() -> memoryview[dtype=float64, shape=(2, 4)]"),
        (
            "ret_temporary",
            "ret_temporary() -> numpy.ndarray[dtype=float32, shape=(3)]",
        ),
    ],
)
def test_a_signature_shows_the_constraints(name, text):
    assert getattr(t, name).__doc__.replace("arg0", "arg") == text
