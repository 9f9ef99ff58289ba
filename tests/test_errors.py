# SPDX-License-Identifier: BSD-3-Clause
"""Errors on their way between C++ and Python, and the GIL."""

import _thread
import errno
import gc
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
import warnings

import pytest
import test_errors_ext as t

from failing import assert_fails


def raiser(error):
    """Return a function that raises `error`."""

    def raise_it():
        raise error

    return raise_it


# --- C++ to Python ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("domain_error", ValueError),
        ("invalid_argument", ValueError),
        ("length_error", ValueError),
        ("range_error", ValueError),
        ("out_of_range", IndexError),
        ("overflow_error", OverflowError),
        ("runtime_error", RuntimeError),
        ("logic_error", RuntimeError),
    ],
)
def test_standard_exception_has_a_python_class(name, error):
    assert_fails(error, "the text", t.throw_standard, name)


def test_bad_alloc_is_memory_error():
    assert_fails(MemoryError, "", t.throw_standard, "bad_alloc")


def test_bad_cast_is_runtime_error():
    with pytest.raises(RuntimeError, match="bad_cast"):
        t.throw_standard("bad_cast")


def test_text_that_is_no_utf8_is_shown_escaped():
    assert_fails(RuntimeError, "caf\\xe9", t.throw_standard, "latin1")


def test_system_error_becomes_the_os_error_of_its_errno():
    error = assert_fails(
        FileNotFoundError, "[Errno 2] opening: No such file or directory", t.throw_system, errno.ENOENT
    )
    assert error.errno == errno.ENOENT


def test_error_of_another_category_has_no_errno():
    with pytest.raises(Exception, match="waiting") as info:
        t.throw_other_category()
    assert type(info.value) is OSError
    assert info.value.errno is None


def test_exception_of_any_type_is_system_error():
    assert_fails(SystemError, "unknown C++ exception of type int", t.throw_int)


@pytest.mark.parametrize(
    "error",
    [
        StopIteration,
        IndexError,
        ValueError,
        TypeError,
        BufferError,
        ImportError,
        AttributeError,
        RuntimeError,
        OverflowError,
        NotImplementedError,
        OSError,
    ],
)
def test_builtin_exception_is_its_python_class(error):
    assert_fails(error, "the text", t.throw_builtin, error.__name__)


def test_key_error_has_the_text_as_key():
    assert_fails(KeyError, "'the text'", t.throw_builtin, "KeyError")


def test_builtin_exception_without_text_has_no_arguments():
    with pytest.raises(StopIteration) as info:
        t.throw_builtin("empty")
    assert info.value.args == ()


def test_failed_cast_is_type_error():
    assert_fails(TypeError, "expected int, got str", t.throw_cast_error, "x")
    assert_fails(TypeError, "expected int, got int (99999999999)", t.throw_cast_error, 99999999999)
    assert_fails(TypeError, "expected int, got None", t.throw_cast_error, None)
    assert_fails(TypeError, "bad cast", t.throw_cast_error_default)


def test_failed_cast_can_be_caught_as_bad_cast():
    assert t.caught_as_bad_cast("x") == "expected int, got str"


def test_next_overload_tries_the_next_one():
    assert t.pick(1) == 2


def test_next_overload_of_the_last_one_is_a_mismatch():
    with pytest.raises(TypeError, match="pick_only"):
        t.pick_only(1)


# --- python_error ----------------------------------------------------------------------------


def test_python_error_passes_through_cpp_unchanged():
    error = ValueError("passing", 1)
    with pytest.raises(ValueError) as info:
        t.call(raiser(error))
    assert info.value is error
    names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    assert names[-1] == "raise_it"


def test_what_is_the_text_that_python_prints():
    function = raiser(ValueError("shown"))
    line = function.__code__.co_firstlineno + 1
    assert t.what(function) == (
        f'Traceback (most recent call last):\n  File "{__file__}", line {line}, in raise_it\nValueError: shown'
    )


def test_what_names_the_module_of_other_classes():
    class OwnError(Exception):
        pass

    text = t.what(raiser(OwnError()))
    assert text.endswith(f"\n{__name__}.{OwnError.__qualname__}")


def test_what_survives_an_exception_that_cannot_be_shown():
    class Broken(Exception):
        def __str__(self):
            raise KeyError("no text")

    # As CPython's own tracebacks put it.
    assert t.what(raiser(Broken())).endswith(f".{Broken.__qualname__}: <exception str() failed>")


def test_what_can_be_asked_for_without_the_gil():
    assert t.what_detached(raiser(ValueError("shown"))).endswith("ValueError: shown")


def test_what_shows_characters_outside_utf8():
    assert t.what(raiser(ValueError("\ud800"))).endswith("ValueError: \\ud800")


def test_parts_of_a_python_error():
    error = KeyError(1)
    kind, value, trace = t.parts(raiser(error))
    assert kind is KeyError
    assert value is error
    assert trace is error.__traceback__


def test_matches_takes_classes_and_tuples():
    assert t.matches(raiser(KeyError()), LookupError)
    assert t.matches(raiser(KeyError()), (ValueError, KeyError))
    assert not t.matches(raiser(KeyError()), ValueError)


def test_copies_may_die_in_another_thread_without_the_gil():
    class Tracked(Exception):
        alive = 0

        def __init__(self):
            Tracked.alive += 1

        def __del__(self):
            Tracked.alive -= 1

    def raise_tracked():
        raise Tracked

    t.copies_destroyed_elsewhere(raise_tracked)
    gc.collect()
    assert Tracked.alive == 0


def test_python_error_can_be_restored_twice():
    assert t.restored_twice(raiser(ValueError())) == 2


def test_discarded_error_goes_to_the_unraisable_hook(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda u: seen.append((u.exc_type, u.object)))
    t.discard(raiser(ValueError()))
    assert seen == [(ValueError, "a C++ function")]


def test_python_error_without_an_error_is_system_error():
    assert_fails(SystemError, "suture: a null handle was used, or a call failed without a Python error", t.no_error_set)


def test_error_scope_keeps_the_outer_error():
    assert_fails(KeyError, "'outer'", t.error_scope_keeps)


def test_unnormalised_errors_have_a_value():
    assert t.what(lambda: int("x")).endswith("ValueError: invalid literal for int() with base 10: 'x'")


# --- raising ---------------------------------------------------------------------------------


def test_raise_formats():
    assert_fails(RuntimeError, "number 5", getattr(t, "raise"))
    assert_fails(TypeError, "number 5", t.raise_type_error)


def test_raise_takes_any_class():
    assert_fails(KeyError, "\"object <class 'KeyError'>\"", t.raise_class, KeyError)


def test_raise_from_sets_the_cause():
    cause = ValueError("inner")
    error = assert_fails(RuntimeError, "call 1 failed", t.raise_from, raiser(cause))
    assert error.__cause__ is cause
    assert error.__suppress_context__


def test_chain_error_sets_the_cause():
    error = assert_fails(ValueError, "outer 2", t.chain)
    assert type(error.__cause__) is KeyError


def test_nested_exceptions_become_causes():
    error = assert_fails(ValueError, "outer", t.nested)
    middle = error.__cause__
    assert (type(middle), str(middle)) == (RuntimeError, "middle")
    inner = middle.__cause__
    assert (type(inner), str(inner)) == (IndexError, "innermost")
    assert inner.__cause__ is None


def test_nested_python_error_is_the_cause_itself():
    cause = KeyError("inner")
    error = assert_fails(RuntimeError, "around", t.nested_python, raiser(cause))
    assert error.__cause__ is cause


def test_warn_issues_a_warning():
    with pytest.warns(UserWarning, match="^careful$") as record:
        t.warn(UserWarning)
    assert record[0].filename == __file__


def test_warning_that_is_an_error_is_thrown():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_fails(UserWarning, "careful", t.warn, UserWarning)


# --- registered classes ----------------------------------------------------------------------


def test_registered_exception_is_its_class_with_attributes():
    error = assert_fails(t.FileError, "broken", t.throw_file)
    assert (error.file, error.line, error.line_plus_one) == ("a.txt", 7, 8)


def test_registered_class_is_a_proper_python_class():
    assert t.FileError.__module__ == "test_errors_ext"
    assert t.FileError.__qualname__ == "FileError"
    assert t.FileError.__doc__ == "A file is wrong."
    assert issubclass(t.FileError, RuntimeError)


def test_exception_class_in_a_class_has_its_qualified_name():
    assert t.Holder.Error.__qualname__ == "Holder.Error"
    assert t.Holder.Error.__module__ == "test_errors_ext"
    assert_fails(t.Holder.Error, "text", t.throw_nested_class)


def test_derived_exception_registered_later_comes_first():
    assert_fails(t.DerivedFileError, "broken", t.throw_derived_file)


def test_class_that_is_no_std_exception_can_be_registered():
    error = assert_fails(t.PlainError, "", t.throw_plain)
    assert error.code == 9


def test_attribute_that_fails_is_reported_and_the_exception_goes_on(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda u: seen.append(str(u.exc_value)))
    error = assert_fails(t.BadAttributeError, "text", t.throw_bad_attribute)
    assert seen == ["no"]
    assert error.works == 1


def test_local_exception_works_in_its_module():
    error = assert_fails(t.LocalError, "text", t.throw_local)
    assert isinstance(error, ValueError)


def test_registering_a_name_twice_is_an_import_error():
    assert_fails(ImportError, f"exception 'FileError': {t!r} already has an attribute 'FileError'", t.register_again)


# --- translators -----------------------------------------------------------------------------


def test_translator_that_returns_true_has_taken_it():
    assert_fails(RuntimeError, "translated by bool", t.throw_bool)


def test_translator_that_returns_nothing_has_taken_it():
    assert_fails(RuntimeError, "payload 17", t.throw_void)


def test_translator_that_returns_false_leaves_it_to_the_next():
    assert_fails(RuntimeError, "not mine", t.throw_skipped)


def test_translator_that_sets_no_error_is_a_system_error():
    assert_fails(
        SystemError,
        "an exception translator of module 'test_errors_ext' took an exception but set no Python error",
        t.throw_careless,
    )


def test_exception_thrown_by_a_translator_takes_the_place():
    assert_fails(LookupError, "raised in a translator", t.throw_replaced)


# --- threads ---------------------------------------------------------------------------------


def test_another_thread_can_call_back():
    assert t.call_in_thread(threading.get_ident) != threading.get_ident()


def test_guards_can_be_nested():
    assert t.nested_guards() == (True, False, True)


def test_signal_ends_long_work_without_the_gil():
    # A shell starts background jobs with SIGINT ignored.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(0.1, _thread.interrupt_main).start()
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            t.wait_for_signal(20)
    finally:
        signal.signal(signal.SIGINT, handler)
    assert time.monotonic() - start < 10


def test_thread_that_outlives_python_is_refused():
    code = "import test_errors_ext as t; t.acquire_after_finalization()"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "0 the Python interpreter is finalizing or gone\n")
