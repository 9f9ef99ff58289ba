# SPDX-License-Identifier: BSD-3-Clause
"""The brief through the nanobind dialect: where a word means, or says, something else than natively.

Collected where the sections are bound through the dialect (conftest.py).
"""

import gc
import types

import pytest
import test_brief_02_signatures_ext as signatures
import test_brief_03_typed_ext as typed
import test_brief_04_opaque_ext as opaque
import test_brief_06_conversions_ext as conversions
import test_brief_07_lifetime_ext as lifetime
import test_brief_08_factories_ext as factories
import test_brief_10_properties_ext as properties
import test_brief_13_arrays_ext as arrays
import test_brief_14_trampolines_ext as trampolines
import test_brief_18_compatibility_ext as compatibility

INTRO = "(): incompatible function arguments. The following argument types are supported:\n    1. "


def refusal(f, *args, **kwargs):
    with pytest.raises(TypeError) as info:
        f(*args, **kwargs)
    return str(info.value)


def test_functions_have_nanobinds_types_and_attribute():
    assert [type(f).__name__ for f in (typed.func, lifetime.Fusion.vals)] == ["nb_func", "nb_method"]
    assert typed.func.__nb_signature__ == (("def func(items: list[int]) -> list[int]", None, None),)


def test_text_of_a_signature_is_shown_and_neither_checked_nor_used():
    module = types.ModuleType("target")
    signatures.too_few(module)
    assert module.five.__doc__ == "five(a: int, b: int) -> int"
    assert module.five(1, 2, 3, 4, 5) == 0
    assert refusal(signatures.func, y=2.5, x=3).endswith("\nInvoked with types: kwargs = { y: float, x: int }")


def test_wrong_arguments_list_what_is_supported():
    execute = signatures.FusionExecutorCache(signatures.Fusion()).execute
    text = refusal(execute, 5)
    assert text.startswith(f"execute{INTRO}execute(self, inputs: Iterable[torch.Tensor], *, ")
    assert text.endswith(f"\nInvoked with types: {signatures.__name__}.FusionExecutorCache, int")
    assert refusal(compatibility.whole, 1.0) == (f"whole{INTRO}whole(arg: int, /) -> int\n\nInvoked with types: float")


def test_typed_is_an_annotation_and_the_cast_of_an_element_fails():
    assert typed.by_name({1: "x"}) == 1
    assert typed.pair((1,)) == 1
    with pytest.raises(RuntimeError, match=r"^std::bad_cast$"):
        typed.func(["not", "ints"])
    assert refusal(typed.func, (1,)).startswith(f"func{INTRO}func(items: list[int]) -> list[int]\n")


def test_property_is_named_by_its_setter():
    params = properties.LaunchParams()
    with pytest.raises(TypeError, match=r"^bdimx\(\): incompatible function arguments"):
        params.bdimx = "x"
    with pytest.raises(TypeError, match=r"^k\(\): incompatible function arguments"):
        opaque.MmaMacro().k = "x"


def test_reference_ties_a_wrapper_to_nothing():
    before = lifetime.alive()
    fusion = lifetime.Fusion()
    definition = fusion.define_tensor().definition()
    assert str(definition) == "T0 = define_tensor()"
    del fusion
    gc.collect()
    # The wrapper is left, of an object that is not.
    assert lifetime.alive() == before
    del definition


@pytest.mark.parametrize("name", ["tensor", "definition", "output", "back"])
def test_whatever_is_deleted_first_the_owner_that_is_held_stays_usable(name):
    fusion = lifetime.Fusion()
    tensor = fusion.define_tensor([2])
    definition = tensor.definition()
    made = {"tensor": tensor, "definition": definition, "output": definition.output(), "back": tensor.fusion()}
    del tensor, definition
    del made[name]
    gc.collect()
    texts = {"tensor": "T0", "definition": "T0 = define_tensor()", "output": "T0"}
    assert {key: str(o) for key, o in made.items() if key in texts} == {k: v for k, v in texts.items() if k in made}
    assert [str(val) for val in fusion.vals()] == ["T0"]


def test_overloads_are_listed_by_number():
    lines = refusal(conversions.overloaded, "x").splitlines()
    assert lines[1] == "    1. overloaded(arg: int, /) -> str"
    assert lines[4] == f"    4. overloaded(arg: {conversions.__name__}.Val | None, /) -> str"
    assert lines[6] == "Invoked with types: str"
    assert len(refusal(factories.Several, 1.5).splitlines()) == 6


def test_array_that_does_not_fit_lists_the_constraints():
    numpy = pytest.importorskip("numpy")
    text = refusal(arrays.scale, numpy.zeros((2, 2), numpy.int32), 2.0)
    assert "t: ndarray[dtype=float32, shape=(*, *), device='cpu']" in text
    assert text.endswith("\nInvoked with types: numpy.ndarray, float")


def test_wrong_result_of_an_override_is_a_bad_cast():
    class Wrong(trampolines.Scheduler):
        def tile_sizes(self, rank):
            return "x"

    wrong = Wrong("wrong")
    trampolines.register_scheduler(wrong)
    try:
        with pytest.raises(RuntimeError, match=r"^std::bad_cast$"):
            trampolines.schedule(1)
    finally:
        trampolines.forget_schedulers()
