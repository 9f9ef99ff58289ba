# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 17: guards, translators, signatures, typed, statics, submodules and trampolines in one module."""

import importlib
import inspect
import pickle

import pytest
import test_brief_17_next_steps_ext as t

NAME = t.__name__
SUBMODULES = ["runtime", "schedule", "ops", "heuristic_params"]


@pytest.mark.parametrize("name", SUBMODULES)
def test_submodules_are_importable(name):
    module = importlib.import_module(f"{NAME}.{name}")
    assert module is getattr(t, name)
    assert module.__name__ == f"{NAME}.{name}"


def test_a_submodule_has_its_docstring():
    assert t.runtime.__doc__ == "Execution."


def test_classes_name_their_submodule():
    cls = t.runtime.FusionExecutorCache
    assert (cls.__module__, cls.__qualname__) == (f"{NAME}.runtime", "FusionExecutorCache")


@pytest.mark.parametrize("name", ["runtime.FusionExecutorCache", "ops.neg", "schedule.transform_like"])
def test_what_a_submodule_holds_is_pickled_by_reference(name):
    module, attribute = name.split(".")
    value = getattr(getattr(t, module), attribute)
    assert pickle.loads(pickle.dumps(value)) is value


def test_a_guarded_execute_with_the_signature_text():
    cache = t.runtime.FusionExecutorCache(t.Fusion())
    assert [x.data for x in cache.execute([t.runtime.Tensor([1])], device=0)] == [[2]]
    assert str(inspect.signature(cache.execute)) == (
        "(inputs: 'Iterable[torch.Tensor]', *, device: 'Optional[int]' = None, "
        "_enable_options: 'List[str]' = [], _disable_options: 'List[str]' = []) -> 'List[torch.Tensor]'"
    )


def test_an_exception_of_a_guarded_execute_is_the_registered_one():
    cache = t.runtime.FusionExecutorCache(t.Fusion())
    with pytest.raises(t.NvfError, match="^execute: there are 8 devices$") as info:
        cache.execute([t.runtime.Tensor([1])], device=9)
    assert info.value.line > 0


def test_the_cache_keeps_its_fusion():
    cache = t.runtime.FusionExecutorCache(t.Fusion.create())
    assert str(cache.fusion().define_tensor().definition()) == "T0 = define_tensor()"


@pytest.mark.native
def test_typed_in_a_submodule():
    tv = t.Fusion().define_tensor([1, 2])
    assert t.schedule.transform_like(tv, [tv]) == 3
    with pytest.raises(TypeError, match=r"^transform_like\(\): argument 'selected_tensors' .*item 0: expected"):
        t.schedule.transform_like(tv, [3])


def test_an_operation_keeps_its_operand():
    assert str(t.ops.neg(t.Fusion().define_tensor()).definition()) == "T1 = neg(T0)"


def test_opaque_and_properties_in_a_submodule():
    params, launch = t.heuristic_params.MatmulParams(), t.heuristic_params.LaunchParams()
    params.mma_macro.k = 16
    launch.bdimx = 128
    assert (params.mma_macro.k, launch.bdimx) == (16, 128)


def test_python_heuristics_are_called_by_cpp():
    class Mine(t.heuristic_params.HeuristicParams):
        def unroll(self, size):
            return super().unroll(size) * 10

    assert t.heuristic_params.unroll_of(Mine(), 16) == 40
