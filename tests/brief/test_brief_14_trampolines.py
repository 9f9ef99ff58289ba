# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 14: Python overrides what C++ calls, also without the lock and without a Python reference."""

import gc
import weakref

import pytest
import test_brief_14_trampolines_ext as t


class Overriding(t.MyClass):
    def __init__(self):
        super().__init__()
        self.own = 0

    def virtual_func(self):
        self.own += 1


@pytest.fixture(autouse=True)
def no_schedulers():
    yield
    t.forget_schedulers()


def test_an_override_is_called_from_cpp():
    o = Overriding()
    t.call(o)
    t.call_unlocked(o)
    assert (o.own, o.calls) == (2, 0)


def test_without_an_override_the_base_is_called():
    class Plain(t.MyClass):
        pass

    for o in (t.MyClass(), Plain()):
        t.call(o)
        t.call_unlocked(o)
        assert o.calls == 2


def test_super_reaches_the_base():
    class Both(Overriding):
        def virtual_func(self):
            super(Overriding, self).virtual_func()
            super().virtual_func()

    o = Both()
    t.call(o)
    assert (o.own, o.calls) == (1, 1)


def test_an_error_in_an_override_arrives():
    class Failing(t.MyClass):
        def virtual_func(self):
            raise KeyError("no")

    with pytest.raises(KeyError, match="no"):
        t.call_unlocked(Failing())


class Square(t.Scheduler):
    def can_schedule(self, rank):
        return rank == 2

    def tile_sizes(self, rank):
        return [16] * rank


def test_cpp_calls_a_scheduler_that_only_it_owns():
    t.register_scheduler(Square("square"))
    gc.collect()
    assert t.registered() == ["square"]
    assert (t.schedule(2), t.schedule(3)) == ([16, 16], [])


def test_the_python_half_lives_as_long_as_cpp_owns_it():
    class Note:
        pass

    scheduler = Square("square")
    scheduler.note = Note()
    note = weakref.ref(scheduler.note)
    t.register_scheduler(scheduler)
    del scheduler
    gc.collect()
    assert note() is not None
    t.forget_schedulers()
    gc.collect()
    assert note() is None


def test_a_pure_virtual_function_without_override_is_an_error():
    class Half(t.Scheduler):
        pass

    t.register_scheduler(Half("half"))
    with pytest.raises(RuntimeError) as info:
        t.schedule(1)
    assert "tile_sizes" in str(info.value)


@pytest.mark.native
def test_a_wrong_result_of_an_override_is_a_type_error():
    class Wrong(Square):
        def tile_sizes(self, rank):
            return "wide"

    t.register_scheduler(Wrong("wrong"))
    with pytest.raises(TypeError):
        t.schedule(2)
