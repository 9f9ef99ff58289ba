# SPDX-License-Identifier: BSD-3-Clause
"""The class machinery comes with the first module that binds a class, whichever is imported first."""

import subprocess
import sys
import textwrap

import pytest

NO_CLASS = """
import gc, weakref
import test_machinery_plain_ext as plain
import test_machinery_plain_ext

def refused(error, text, f, *args):
    try:
        f(*args)
    except error as e:
        assert str(e) == text, e
    else:
        raise AssertionError(text)

UNBOUND = "the C++ type 'test_machinery::thing' has no Python class: bind it first"
for make in plain.make, plain.make_pointer, plain.make_shared, plain.make_some:
    refused(TypeError, UNBOUND, make, 1)
for take in plain.value, plain.shared:
    refused(TypeError, take.__name__ + "(): argument 1: expected test_machinery::thing, got int (1)", take, 1)
refused(TypeError, "value(): argument 1: expected test_machinery::thing, got None", plain.value, None)
assert plain.pointer(None) == -1
assert plain.make_null() is None
assert plain.total([]) == 0
assert not plain.is_instance(1)
refused(RuntimeError, "a thing went wrong", plain.fail)
assert plain.level_value(plain.Level.High) == 1

class Nurse:
    pass

nurse, patient = Nurse(), Nurse()
died = weakref.ref(patient)
plain.tie(nurse, patient)
del patient
assert died() is not None
del nurse
gc.collect()
assert died() is None
"""

CROSS = """
import gc, weakref
import test_machinery_classes_ext as classes
import test_machinery_plain_ext as plain

assert plain.value(classes.Thing(3)) == plain.pointer(classes.Thing(3)) == plain.shared(classes.Thing(3)) == 3
assert plain.pointer(None) == -1
assert plain.total([classes.Thing(1), classes.Thing(2)]) == 3
for make in plain.make, plain.make_pointer, plain.make_shared:
    made = make(5)
    assert type(made) is classes.Thing
    assert classes.value(made) == plain.value(made) == made.v == 5
assert [t.v for t in plain.make_some(2)] == [2, 2]
assert plain.is_instance(made) and plain.thing_type() is classes.Thing
assert classes.level_value(plain.Level.High) == 1
try:
    plain.fail()
except classes.ThingError as e:
    assert str(e) == "a thing went wrong"
else:
    raise AssertionError

class Mine(classes.Thing):
    pass

mine = Mine(7)
assert plain.value(mine) == 7
patient = classes.Thing(8)
died = weakref.ref(Mine(9))
plain.tie(mine, patient)
del mine, patient
gc.collect()
"""

PLAIN_FIRST, CLASSES_FIRST = "import test_machinery_plain_ext\n", "import test_machinery_classes_ext\n"


def run(*sources):
    """Run the sources one after the other in a new process."""
    code = "import sys\nsys.path[:] = " + repr(sys.path) + "\n" + "".join(map(textwrap.dedent, sources))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def in_interpreters(*sources):
    """Return code that runs each of the sources in a new interpreter, one after the other."""
    made = "legacy" if sys.version_info >= (3, 13) else "isolated=False"
    if sys.version_info >= (3, 13):
        start = f"w = i.create({made!r}, reqrefs=False)\nf = i.run_string(w, s)\nassert f is None, f.msg\n"
        module = "_interpreters"
    else:
        start = f"w = i.create({made})\ni.run_string(w, s)\n"
        module = "_xxsubinterpreters"
    body = "".join("    " + line + "\n" for line in (start + "i.destroy(w)").splitlines())
    path = "import sys\nsys.path[:] = " + repr(sys.path) + "\n"
    return f"import {module} as i\nfor s in {[path + source for source in sources]!r}:\n{body}"


def test_without_classes_every_use_of_one_says_so():
    run(NO_CLASS)


@pytest.mark.parametrize("first", [PLAIN_FIRST, CLASSES_FIRST])
def test_types_cross_in_both_orders(first):
    assert run(first, CROSS) == ""


def test_types_cross_after_they_were_asked_for_in_vain():
    run(NO_CLASS, CROSS)


@pytest.mark.parametrize("first", [PLAIN_FIRST, CLASSES_FIRST])
def test_types_cross_in_each_interpreter(first):
    run(first, CROSS, in_interpreters(PLAIN_FIRST + CROSS, first + CROSS))


def test_the_machinery_stays_when_the_interpreter_that_brought_it_goes():
    run(PLAIN_FIRST, in_interpreters(PLAIN_FIRST + CROSS, PLAIN_FIRST + CROSS), CROSS)


OWN = """
import test_machinery_other_ext as other
assert other.value(other.Thing(4)) == other.Thing(4).v == 4
"""


def test_classes_of_another_release_come_after_a_module_without():
    # The runtime of the other release starts beside the first, which has no class to share.
    run(
        PLAIN_FIRST,
        OWN,
        """
        import test_machinery_plain_ext as plain
        assert plain.level_value(plain.Level.High) == 1
        assert not plain.is_instance(other.Thing(1))
        """,
    )


def test_later_modules_join_the_runtime_with_classes():
    said = run(
        PLAIN_FIRST,
        OWN,
        """
        import test_machinery_classes_ext as classes
        assert classes.value(other.Thing(3)) == other.value(classes.Thing(3)) == 3
        """,
    )
    assert "the C++ type is bound already as test_machinery_other_ext.Thing" in said


def test_a_module_without_classes_joins_those_of_another_release():
    run(
        OWN,
        """
        import test_machinery_plain_ext as plain
        assert plain.value(other.Thing(3)) == 3
        assert type(plain.make(2)) is other.Thing
        assert other.level_value(plain.Level.High) == 1
        """,
    )
