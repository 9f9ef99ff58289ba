# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 13: tensors of any library, without linking one, without a copy."""

import array

import pytest
import test_brief_13_arrays_ext as t


def refusal(f, *args):
    with pytest.raises(TypeError) as info:
        f(*args)
    return str(info.value)


class Tensor:
    """What any library's tensor has."""

    def __init__(self, wrapped):
        self.wrapped = wrapped

    def __dlpack_device__(self):
        return self.wrapped.__dlpack_device__()

    def __dlpack__(self, **kwargs):
        return self.wrapped.__dlpack__(**kwargs)


def test_the_briefs_caster_takes_a_tensor_without_a_copy():
    a = array.array("f", range(6))
    assert t.numel(a) == 6
    assert t.data_ptr(a) == a.buffer_info()[0]
    assert t.identity(a) is a


@pytest.mark.native
def test_the_briefs_caster_refuses_what_is_no_tensor():
    assert refusal(t.numel, "text") == "numel(): argument 1: expected ndarray, got str"


def test_results_come_back_in_the_callers_library():
    np = pytest.importorskip("numpy", reason="numpy is not installed")
    a = np.ones((2, 3), np.float32)
    assert t.scale(a, 3) is a
    assert a.tolist() == [[3, 3, 3], [3, 3, 3]]
    wrapped = Tensor(a)
    assert t.scale(wrapped, 2) is wrapped
    assert a.tolist() == [[6, 6, 6], [6, 6, 6]]
    torch = pytest.importorskip("torch", reason="torch is not installed")
    x = torch.ones(2, 3)
    assert t.scale(x, 3) is x
    assert x.tolist() == a.tolist()


@pytest.mark.native
def test_dtype_device_strides_and_access_are_checked():
    np = pytest.importorskip("numpy", reason="numpy is not installed")
    assert refusal(t.scale, np.ones((2, 3)), 1).endswith("got numpy.ndarray: dtype is float64")
    assert refusal(t.on_device, np.ones(3)).endswith("got numpy.ndarray: device is 'cpu'")
    frozen = np.ones((2, 3), np.float32)
    frozen.flags.writeable = False
    assert refusal(t.scale, frozen, 1).endswith("got numpy.ndarray: it is read-only")
    strided = np.ones((4, 6), np.float32)[::2, ::3]
    t.scale(strided, 5)
    assert strided.tolist() == [[5, 5], [5, 5]]


def test_an_array_of_cpp_becomes_one_of_numpy():
    np = pytest.importorskip("numpy", reason="numpy is not installed")
    a = t.ones(3)
    assert type(a) is np.ndarray
    assert a.tolist() == [1, 1, 1]
