# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 5: other threads run during guarded work, and Python objects are not touched by it."""

import threading
import time

import pytest
import test_brief_05_call_guards_ext as t


@pytest.fixture
def cache():
    fusion = t.Fusion()
    return t.FusionExecutorCache(fusion)


def test_a_factory_runs_without_the_lock_and_its_result_is_taken_with_it():
    assert t.Made().was_attached is False


def start(target):
    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    return thread


def test_expensive_operation_runs_without_the_lock():
    worker = t.Worker()
    worker.expensive_operation()
    assert worker.was_attached is False


def test_execute_is_ended_by_another_thread(cache):
    def notify_while_it_runs():
        while not cache.running():
            time.sleep(0.001)
        cache.notify()

    thread = start(notify_while_it_runs)
    begun = time.monotonic()
    outputs = cache.execute([t.Tensor([1, 2])], wait=30000)
    assert time.monotonic() - begun < 20
    thread.join()
    assert [output.data for output in outputs] == [[2, 4]]


def count_during(call, running):
    """Return how often another thread counted between the call's beginning and its end."""
    steps, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            if running():
                steps[0] += 1
            time.sleep(0)

    thread = start(count)
    call()
    stop.set()
    thread.join()
    return steps[0]


def test_another_thread_makes_progress_during_execute(cache):
    steps = count_during(lambda: cache.execute([t.Tensor([1])], wait=200), cache.running)
    assert steps > 10


def test_without_the_guard_it_makes_none(cache):
    steps = count_during(lambda: cache.execute_attached([t.Tensor([1])], 200), cache.running)
    assert steps == 0


def test_arguments_are_converted_before_and_results_after():
    t.convert(object())
    assert t.converted() == [True, True]


def test_a_callback_takes_the_lock_for_itself():
    assert t.call_back(lambda x: x + 1) == 2


def test_an_error_in_a_callback_arrives():
    with pytest.raises(ZeroDivisionError):
        t.call_back(lambda x: x / 0)


def test_an_exception_without_the_lock_arrives():
    with pytest.raises(RuntimeError, match="^failed without the lock$"):
        t.fail()


@pytest.mark.native
def test_a_wrong_element_is_named(cache):
    with pytest.raises(TypeError) as info:
        cache.execute([t.Tensor([]), 1])
    assert str(info.value).endswith(f"got list: item 1: expected {t.__name__}.Tensor, got int (1)")


def test_several_threads_execute_at_once():
    fusion = t.Fusion()
    caches = [t.FusionExecutorCache(fusion) for _ in range(4)]
    threads = [start(lambda c=c: c.execute([t.Tensor([1])], wait=30000)) for c in caches]
    while not all(c.running() for c in caches):
        time.sleep(0.001)
    for cache in caches:
        cache.notify()
    for thread in threads:
        thread.join()
    assert [c.notified for c in caches] == [1] * 4
