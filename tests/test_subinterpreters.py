# SPDX-License-Identifier: BSD-3-Clause
"""Several interpreters in one process, with one GIL or with one each."""

import gc
import sys
import textwrap
import threading

import pytest
import test_functions_ext  # a module without the tag
import test_subinterpreters_ext as t

interpreters = pytest.importorskip("_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters")


def run(source, own_gil=sys.version_info >= (3, 12)):
    """Run `source` in a new interpreter; raise what it raises."""
    code = "import sys\nsys.path[:] = " + repr(sys.path) + "\n" + textwrap.dedent(source)
    if sys.version_info >= (3, 13):
        which = interpreters.create("isolated" if own_gil else "legacy", reqrefs=False)
    else:
        which = interpreters.create(isolated=own_gil)
    try:
        failure = interpreters.run_string(which, code)
        if failure is not None:
            raise RuntimeError(f"{failure.type.__name__}: {failure.msg}")
    finally:
        interpreters.destroy(which)


USE = """
import gc, weakref
import test_subinterpreters_ext as t

class Mine(t.Box):
    def value(self):
        return 10 * self.v

b = t.Box(3)
b.text = "text"
b.me = b
assert (b.v, b.text, t.value(b), (b + b).v) == (3, "text", 3, 6)
assert t.value(Mine(4)) == 40
assert t.apply(lambda x: x + 1, 2) == 3
assert t.total([1, 2, 3]) == 6
assert t.length(b"four") == 4
assert t.squares().tolist() == [0, 1, 4]
assert t.length(t.squares().obj) == 3
try:
    t.value("x")
except TypeError as e:
    assert "expected test_subinterpreters_ext.Box, got str" in str(e), e
else:
    raise AssertionError
assert t.Box.loads >= 2
r = weakref.ref(b)
del b
gc.collect()
assert r() is None
"""


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    gc.collect()
    assert t.alive() == before


def test_a_module_works_in_another_interpreter():
    loads = t.loads()
    run(USE)
    assert t.loads() == loads + 1
    assert t.value(t.Box(5)) == 5


def test_it_works_again_and_again():
    for _ in range(5):
        run(USE)
    assert t.value(t.Box(5)) == 5


def test_classes_are_not_shared():
    class Mine(t.Box):
        def value(self):
            return -self.v

    m = Mine(3)
    assert t.value(m) == -3
    run(USE)
    assert t.value(m) == -3


def test_objects_alive_at_the_end_of_an_interpreter_are_destroyed():
    before = t.alive()
    run("import test_subinterpreters_ext as t\nkeep = [t.Box(1) for _ in range(10)]\n")
    assert t.alive() == before


def test_a_module_without_the_tag_is_refused():
    with pytest.raises(Exception, match="does not support loading in subinterpreters"):
        run("import test_functions_ext")
    assert test_functions_ext.add(1, 2) == 3


@pytest.mark.skipif(sys.version_info < (3, 12), reason="one GIL for all interpreters")
def test_two_interpreters_run_at_once():
    errors = []

    def work():
        try:
            run(
                USE
                + """
for i in range(2000):
    assert t.value(Mine(i)) == 10 * i
    assert (t.Box(i) + t.Box(1)).v == i + 1
"""
            )
        except Exception as e:
            errors.append(e)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(2000):
        assert t.value(t.Box(i)) == i
    for thread in threads:
        thread.join()
    assert errors == []
