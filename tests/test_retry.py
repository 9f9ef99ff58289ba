# SPDX-License-Identifier: BSD-3-Clause
"""An import that fails half way leaves nothing behind: it can be tried again."""

import gc
import importlib
import subprocess
import sys
import textwrap

import pytest

from failing import message


def fail_to_import():
    with pytest.raises(ImportError) as info:
        importlib.import_module("test_retry_ext")
    assert str(info.value) == "test_retry_ext: initialization failed: half way"


@pytest.fixture(scope="module")
def first():
    """An instance from an import that failed."""
    sys.suture_failures = 1
    fail_to_import()
    return sys.__dict__.pop("suture_seen")


@pytest.fixture(scope="module")
def t(first):
    """The module, imported when an attempt had failed before."""
    return importlib.import_module("test_retry_ext")


def test_the_classes_are_bound_again(t):
    assert t.legs_of(t.Dog()) == 4
    assert (t.Dog().weight, t.Dog().double_weight, t.Dog() + 1) == (3, 6, 4)


def test_overriding_works_after_the_second_attempt(t):
    class Bird(t.Animal):
        def legs(self):
            return 2

    assert t.legs_of(Bird()) == 2


def test_the_enumeration_is_bound_again(t):
    assert t.mood_value(t.Mood.Bad) == 1


def test_the_translator_of_the_failed_attempt_is_gone(t):
    before = t.asked()
    with pytest.raises(SystemError):
        t.fail()
    assert t.asked() == before + 1


def test_an_instance_from_the_failed_attempt_is_of_another_class(t, first):
    assert type(first).__name__ == "Dog" and type(first) is not t.Dog
    assert message(t.legs_of, first) == (
        "legs_of(): argument 1: expected test_retry_ext.Animal, got test_retry_ext.Dog"
    )


def test_an_instance_from_the_failed_attempt_is_still_valid(t, first):
    gc.collect()
    assert first.weight == 3
    with pytest.raises(AttributeError, match="^Animal.double_weight: the attribute cannot be read$"):
        assert first.double_weight


def test_failed_attempts_take_no_memory():
    source = """
        import gc, importlib, sys, tracemalloc
        found = []
        tracemalloc.start()
        for _ in range(12):
            sys.suture_failures = 1
            try:
                importlib.import_module("test_retry_ext")
            except ImportError:
                pass
            del sys.suture_seen
            gc.collect()
            sys._clear_type_cache()
            found.append(tracemalloc.get_traced_memory()[0])
        assert found[-1] - found[3] < 2000, found
    """
    code = f"import sys\nsys.path[:] = {sys.path!r}\n" + textwrap.dedent(source)
    subprocess.run([sys.executable, "-c", code], check=True)
