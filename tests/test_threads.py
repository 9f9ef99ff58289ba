# SPDX-License-Identifier: BSD-3-Clause
"""Many threads: calls, constructions and callbacks at once."""

import gc
import threading

import pytest
import test_threads_ext as t

THREADS = 16


def in_threads(work, count=THREADS):
    """Run work(i) in `count` threads; raise the first error."""
    errors = []

    def guarded(i):
        try:
            work(i)
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=guarded, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


def test_constructions_and_calls():
    def work(i):
        for k in range(500):
            b = t.Box(i * 1000 + k)
            assert b.next().v == b.v + 1
            assert b.me() is b

    in_threads(work)


def test_one_object_in_many_threads():
    b = t.Box(0)

    def work(i):
        for _ in range(500):
            assert b.me() is b
            b.v = i
            assert 0 <= b.v < THREADS

    in_threads(work)


def test_callbacks():
    def work(i):
        for k in range(200):
            assert t.apply(lambda x: x + i, k) == k + i

    in_threads(work)


def test_callbacks_from_threads_of_cpp():
    assert t.apply_in_threads(lambda i: i, THREADS, 50) == 50 * sum(range(THREADS))


def test_a_callback_that_fails_in_one_thread():
    def work(i):
        for _ in range(50):
            with pytest.raises(ZeroDivisionError):
                t.apply(lambda x: x // 0, 1)

    in_threads(work)


def test_shared_pointers_in_many_threads():
    s = t.Shared(3)
    t.share_in_threads(s, THREADS)
    assert s.v == 3


def test_subclasses_made_in_many_threads():
    def work(i):
        for k in range(20):

            class Mine(t.Box):
                def extra(self):
                    return self.v + i

            assert Mine(k).extra() == k + i

    in_threads(work, 8)


def test_other_threads_run_during_a_guarded_call():
    t.stop(False)
    counted = []
    thread = threading.Thread(target=lambda: counted.append(t.spin()))
    thread.start()
    steps = sum(1 for _ in range(10000))
    t.stop(True)
    thread.join()
    assert steps == 10000
    assert counted[0] >= 0
