# SPDX-License-Identifier: BSD-3-Clause
"""Import, import again, reload, and the end of the interpreter."""

import importlib
import os
import subprocess
import sys
import textwrap

import pytest
import test_gc_ext
import test_ownership_ext


def run(source, **environment):
    """Run `source` in a new process; return what it printed."""
    code = "import sys\nsys.path[:] = " + repr(sys.path) + "\n" + textwrap.dedent(source)
    env = {k: v for k, v in os.environ.items() if k != "SUTURE_LEAK_REPORT"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**env, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_importing_again_gives_the_same_module():
    name = "test_ownership_ext"
    cls = test_ownership_ext.Item
    saved = sys.modules.pop(name)
    try:
        again = importlib.import_module(name)
        assert again is saved
        assert again.Item is cls
    finally:
        sys.modules[name] = saved


def test_reloading_gives_the_same_module():
    cls = test_ownership_ext.Item
    assert importlib.reload(test_ownership_ext) is test_ownership_ext
    assert test_ownership_ext.Item is cls
    assert test_ownership_ext.Item(3).v == 3


def test_reloading_keeps_what_was_set():
    test_gc_ext.extra = 5
    importlib.reload(test_gc_ext)
    assert test_gc_ext.extra == 5
    del test_gc_ext.extra


def test_the_last_collections_may_ask_for_objects():
    # An object that something leaks is visited when the runtime's state is gone.
    assert run(
        """
        import ctypes, test_gc_ext
        leaked = test_gc_ext.Slotted()
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(leaked))
        print("done")
        """
    ).startswith("done")


@pytest.mark.parametrize(
    "name",
    ["functions", "classes", "ownership", "inheritance", "trampolines", "gc", "threads"],
)
def test_a_module_that_is_only_imported_ends_quietly(name):
    assert run(f"import test_{name}_ext") == ""


def test_live_objects_end_quietly():
    assert (
        run(
            """
            import test_ownership_ext as t, test_classes_ext as c, test_inheritance_ext as i
            a = t.Arena(); r = a.root().add(2); u = t.Unique(3); s = t.Shared(4)
            t.keep_unique(t.Unique(1)); t.keep_shared(s); t.keep_counting(t.Counting(2))
            class Mine(i.One, i.Two):
                def __init__(self):
                    i.One.__init__(self, 1); i.Two.__init__(self, 2)
            m = Mine(); m.me = m
            c.Point.cache = [c.Point(1, 2), m]
            sys.modules["keep"] = [a, r, u, s, m]
            """
        )
        == ""
    )


def test_python_halves_held_by_cpp_end_quietly():
    assert (
        run(
            """
            import test_trampolines_ext as t
            class A(t.UniqueShape):
                def area(self): return 3
            class B(t.SharedShape):
                def area(self): return 4
            t.keep_unique(A()); t.keep_shared(B())
            t.remember(None)
            """
        )
        == ""
    )


def test_atexit_callbacks_still_work():
    assert (
        run(
            """
            import atexit
            import test_classes_ext as t, test_trampolines_ext as u
            class A(u.Animal):
                def legs(self): return 4
            p, a = t.Point(1, 2), A()
            atexit.register(lambda: print(p.sum(), t.Point(3, 4), u.legs(a)))
            """
        )
        == "3 Point(3, 4) 4\n"
    )


def test_finalizers_at_the_end_do_not_crash():
    run(
        """
        import test_classes_ext as t
        class Mine(t.Point):
            def __del__(self):
                t.Point(1, 2).sum()
        keep = Mine(1, 2)
        keep.me = keep
        """
    )


def test_threads_at_the_end_do_not_crash():
    run(
        """
        import threading, time
        import test_threads_ext as t
        def work():
            while True:
                t.apply(lambda x: t.Box(x).v, 3)
        for _ in range(4):
            threading.Thread(target=work, daemon=True).start()
        time.sleep(0.05)
        """
    )


LEAK = """
    import test_gc_ext as t
    a, b = t.Opaque(), t.Opaque()
    a.one, b.one = b, a
    del a, b
"""


def test_leaks_are_reported_when_asked():
    text = run(LEAK, SUTURE_LEAK_REPORT="1")
    assert text.startswith("suture: 2 instances are alive at the end of the interpreter:\n")
    assert text.count("  - test_gc_ext.Opaque at 0x") == 2
    assert "1 reference from Python objects, variables or C++ handles" in text


def test_the_report_names_the_nurse():
    text = run(
        """
        import test_ownership_ext as t, sys, ctypes
        r = t.Arena().root()
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(r))
        """,
        SUTURE_LEAK_REPORT="1",
    )
    assert "kept alive by the test_ownership_ext.Node at 0x" in text


def test_leaks_are_not_reported_otherwise():
    assert run(LEAK) == ""
    assert run(LEAK, SUTURE_LEAK_REPORT="0") == ""


def test_without_leaks_the_report_is_silent():
    text = run("import test_gc_ext as t\nkeep = t.Objects()", SUTURE_LEAK_REPORT="1")
    assert text == ""
