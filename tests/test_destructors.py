# SPDX-License-Identifier: BSD-3-Clause
"""destroy_without_gil: other Python threads run while a C++ destructor does."""

import gc
import subprocess
import sys
import threading
import time

import pytest
import test_destructors_ext as t


class Helper:
    """A thread that waits for a destructor to wait, looks around, and lets it go on."""

    def __init__(self, look=lambda: None):
        self.look = look
        self.seen = None
        self.thread = threading.Thread(target=self.run)
        t.helped()
        t.had_gil()

    def run(self):
        end = time.monotonic() + 10
        while not t.is_waiting() and time.monotonic() < end:
            time.sleep(0.001)
        try:
            self.seen = self.look()
        except TypeError as e:
            self.seen = str(e)
        t.let_go()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        gc.collect()
        self.thread.join()


@pytest.mark.parametrize("cls", [t.Waiter, t.Derived, t.Shared, t.Unique])
def test_another_thread_runs_during_the_destructor(cls):
    w = cls()
    with Helper():
        del w
    assert (t.helped(), t.had_gil()) == (1, 0)


def test_other_classes_keep_the_gil():
    t.had_gil()
    t.Usual()
    assert t.had_gil() == 1


def test_the_destructor_of_a_python_subclass_runs_without_the_gil():
    class Sub(t.Waiter):
        def number(self):
            return 2

    w = Sub()
    assert w.number() == 2
    with Helper():
        del w
    assert (t.helped(), t.had_gil()) == (1, 0)
    assert t.seen() == 1  # the Python half is past overriding


def test_an_owner_that_came_later_is_released_without_the_gil():
    t.keep(t.Shared())
    gc.collect()
    w = t.kept()
    assert t.give_back() is w
    with Helper():
        del w
    assert (t.helped(), t.had_gil()) == (1, 0)


def test_the_object_is_not_found_while_it_is_destroyed():
    w = t.Waiter()
    address = t.waiter_address(w)
    with Helper(lambda: t.find_waiter(address)) as helper:
        del w
    assert t.helped() == 1
    assert helper.seen == (
        "test_destructors_ext.Waiter: the object has no Python instance yet, and the return value policy 'none' "
        "makes none"
    )


def test_no_part_is_found_while_another_is_destroyed():
    class Both(t.Other, t.Waiter):
        def __init__(self):
            t.Other.__init__(self)
            t.Waiter.__init__(self)

    both = Both()
    address = t.address(both)
    assert t.find(address) is both
    with Helper(lambda: t.find(address)) as helper:
        del both
    assert t.helped() == 1
    assert "has no Python instance yet" in helper.seen


def test_an_error_on_its_way_survives():
    def fails():
        w = t.Waiter()  # noqa: F841 (it dies with the frame)
        raise KeyError("on its way")

    helper = Helper()
    with helper:
        try:
            fails()
        except KeyError as e:
            seen = e.args
            e.__traceback__ = None
    assert seen == ("on its way",)
    assert t.helped() == 1


def test_a_destructor_may_take_the_gil_and_run_python():
    called = []
    t.Calls(lambda: called.append(1))
    assert called == [1]


def test_a_destructor_may_let_other_objects_die():
    called = []
    inner = t.Calls(lambda: called.append("inner"))
    outer = t.Calls(lambda kept=inner: called.append("outer"))
    del inner, outer
    gc.collect()
    assert called == ["outer", "inner"]


def test_an_exception_of_the_destructor_is_unraisable(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda u: seen.append(str(u.exc_value)))
    t.Throws()
    assert seen == ["from the destructor"]


def test_at_the_end_of_the_interpreter_a_destructor_may_still_run_python():
    code = f"import sys\nsys.path[:] = {sys.path!r}\n" + (
        "import test_destructors_ext as t\n"
        "class Cycle(t.Other, t.Calls):\n"
        "    def __init__(self):\n"
        "        t.Other.__init__(self)\n"
        "        t.Calls.__init__(self, lambda: None)\n"
        "sys.kept = [t.Calls(lambda: None), Cycle()]\n"
        "sys.kept[1].me = sys.kept\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
