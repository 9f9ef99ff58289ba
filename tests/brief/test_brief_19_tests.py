# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 19: its four tests, as they stand and in strong form."""

import gc
import inspect
import itertools
import subprocess
import sys
import threading
import time

import pytest
import test_brief_19_tests_ext as nvfuser

M = nvfuser.__name__

# --- as they stand ---


def test_lifetime_management():
    """Test nb::keep_alive works"""
    fusion = nvfuser.Fusion()
    t = fusion.define_tensor([4])
    definition = t.definition()
    del t
    gc.collect()
    # Should not crash
    assert str(definition) == "T0 = define_tensor()"


def test_gil_release():
    """Test that GIL is released during execution"""

    def background_task():
        # Should be able to run while fusion executes
        time.sleep(0.1)

    fusion_cache = nvfuser.FusionExecutorCache(nvfuser.Fusion())
    thread = threading.Thread(target=background_task)
    thread.start()
    outputs = fusion_cache.execute([nvfuser.Tensor([1])])  # Should release GIL
    thread.join()
    assert outputs[0].data == [2]


def test_type_annotations():
    """Test that type hints work"""
    sig = inspect.signature(nvfuser.FusionExecutorCache.execute)
    # Check that annotations exist and are correct
    assert all(p.annotation is not p.empty for p in list(sig.parameters.values())[1:])
    assert sig.return_annotation is not sig.empty


def test_error_handling():
    """Test exception translation"""
    fusion = nvfuser.Fusion()
    try:
        fusion.invalid_operation()
    except RuntimeError as e:
        assert "helpful error message" in str(e)


# --- in strong form ---


@pytest.mark.native
@pytest.mark.parametrize("order", list(itertools.permutations(["fusion", "t", "definition", "cache"])), ids="-".join)
def test_deletion_in_every_order(order):
    before = nvfuser.alive()
    fusion = nvfuser.Fusion()
    t = fusion.define_tensor([4])
    held = {
        "fusion": fusion,
        "t": t,
        "definition": t.definition(),
        "cache": nvfuser.FusionExecutorCache(fusion),
    }
    del fusion, t
    for name in order:
        if "definition" in held:
            assert str(held["definition"]) == "T0 = define_tensor()"
        del held[name]
    assert nvfuser.alive() == before


def test_another_thread_counts_during_execute():
    cache = nvfuser.FusionExecutorCache(nvfuser.Fusion())
    counted, stop = [0], threading.Event()

    def background_task():
        while not stop.is_set():
            counted[0] += cache.running()
            time.sleep(0)

    thread = threading.Thread(target=background_task)
    thread.start()
    cache.execute([nvfuser.Tensor([1])], _enable_options=["200"])
    stop.set()
    thread.join()
    assert counted[0] > 10


P = inspect.Parameter


@pytest.mark.parametrize(
    ("name", "kind", "default", "annotation"),
    [
        ("inputs", P.POSITIONAL_OR_KEYWORD, P.empty, f"collections.abc.Sequence[{M}.Tensor]"),
        ("device", P.KEYWORD_ONLY, None, "int | None"),
        ("_enable_options", P.KEYWORD_ONLY, [], "collections.abc.Sequence[str]"),
        ("_disable_options", P.KEYWORD_ONLY, [], "collections.abc.Sequence[str]"),
    ],
)
def test_each_annotation_of_execute(name, kind, default, annotation):
    parameter = inspect.signature(nvfuser.FusionExecutorCache.execute).parameters[name]
    assert (parameter.kind, parameter.default) == (kind, default)
    assert inspect.formatannotation(parameter.annotation, base_module="") in (annotation, repr(annotation))


def test_the_return_annotation_of_execute():
    annotation = inspect.signature(nvfuser.FusionExecutorCache.execute).return_annotation
    assert annotation == list[nvfuser.Tensor]


def test_a_failing_call_raises_the_registered_exception():
    with pytest.raises(nvfuser.NvfError) as info:
        nvfuser.Fusion().invalid_operation()
    assert "helpful error message: call define_tensor and add_output first" in str(info.value)
    assert info.value.file.endswith("engine.h")
    assert info.value.line > 0


@pytest.mark.skipif(sys.version_info < (3, 10), reason="the interpreter suggests names from 3.10 on")
def test_an_unknown_attribute_says_what_was_meant():
    def report(code):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        return done.stderr.splitlines()[-1]

    # In the words of this CPython, which differ.
    written = report("class Fusion: define_tensor = 1\nFusion().define_tensors")
    assert "Did you mean" in written
    bound = report(f"import sys; sys.path[:] = {sys.path!r}; import {M} as n; n.Fusion().define_tensors")
    assert bound == written.replace("'Fusion'", f"'{M}.Fusion'")
