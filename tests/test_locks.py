# SPDX-License-Identifier: BSD-3-Clause
"""Locked arguments: at most two of a function, self included."""

import threading
import types

import test_locks_ext as t

from failing import message


def test_functions_with_locked_arguments_are_called_as_others():
    a, b = t.Counter(), t.Counter()
    b.n = 5
    assert (a.add(b, 2), a.add(b), a.add(other=b, times=3)) == (7, 13, 21)
    assert t.pair(a, b) == 26


def test_one_object_may_be_locked_twice():
    a = t.Counter()
    a.n = 2
    assert (a.add(a, 1), t.pair(a, a)) == (5, 10)


def test_threads_may_lock_the_same_objects_in_any_order():
    a, b = t.Counter(), t.Counter()

    def work(first, second):
        for _ in range(500):
            first.add(second, 0)

    threads = [threading.Thread(target=work, args=args) for args in [(a, b), (b, a)] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (a.n, b.n) == (0, 0)


def test_three_locked_arguments_are_refused():
    assert message(t.lock_three, types.ModuleType("m"), error=ImportError) == (
        "m.three: 3 arguments are to be locked, but a call can lock 2 at most"
    )


def test_self_counts_among_the_locked_arguments():
    assert message(t.lock_self_and_two, None, error=ImportError) == (
        "test_locks_ext.Counter.two: 3 arguments are to be locked, but a call can lock 2 at most"
    )


def test_lock_self_needs_a_self():
    assert message(t.lock_no_self, types.ModuleType("m"), error=ImportError) == "m.f: lock_self() needs a method"
