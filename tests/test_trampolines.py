# SPDX-License-Identifier: BSD-3-Clause
"""Virtual functions overridden in Python."""

import gc
import sys
import threading
import traceback
import types
import weakref

import pytest
import test_trampolines_ext as t

from failing import message


@pytest.fixture(autouse=True)
def nothing_leaks():
    gc.collect()
    before = t.alive()
    yield
    t.keep_unique(None)
    t.keep_shared(None)
    gc.collect()
    assert t.alive() == before


class Dog(t.Animal):
    def noise(self, times):
        return self.name + " wuff" * times

    def legs(self):
        return 4


class Plain(t.Animal):
    pass


# --- finding the override ---


def test_an_override_is_called():
    d = Dog("rex")
    assert t.noise(d, 2) == "rex wuff wuff"
    assert t.legs(d) == 4


def test_without_override_the_base_version_runs():
    assert t.noise(Plain(), 3) == "xxx"
    assert [t.noise(Plain(), n) for n in range(3)] == ["", "x", "xx"]


def test_a_pure_function_without_override_is_an_error():
    with pytest.raises(RuntimeError) as info:
        t.legs(Plain())
    assert str(info.value) == ("Plain.legs() is a pure virtual function and has no override in Python")
    with pytest.raises(RuntimeError, match="pure virtual"):
        Plain().legs()


def test_a_wrong_result_names_class_and_override():
    class Cat(t.Animal):
        def legs(self):
            return "four"

        def noise(self, times):
            return times

    assert message(t.legs, Cat()) == "Cat.legs(): result of the override: expected int, got str"
    assert message(t.noise, Cat(), 3) == "Cat.noise(): result of the override: expected str, got int (3)"


def test_the_class_comes_first_in_its_trampoline():
    text = message(t.bind_walker, types.ModuleType("m"), error=ImportError)
    assert text.startswith("m.Walker: the trampoline '") and "py_walker" in text
    assert text.endswith("' must have the class as its first base class")


def test_the_abstract_class_itself_can_be_made():
    a = t.Animal("a")
    assert t.noise(a, 1) == "x"
    with pytest.raises(RuntimeError, match="Animal.legs"):
        t.legs(a)


def test_a_plain_instance_of_a_concrete_class_is_no_trampoline():
    assert t.area(t.Shape()) == 1
    assert t.needed(t.Shape()) == 0


def test_the_python_name_may_differ():
    class Named(t.Animal):
        def python_name(self):
            return 7

    class Needed(t.Shape):
        def needed(self):
            return 8

    class Missing(t.Shape):
        pass

    assert t.renamed(Named()) == 7
    assert t.renamed(Plain()) == 1
    assert t.needed(Needed()) == 8
    with pytest.raises(RuntimeError, match="needed"):
        t.needed(Missing())


def test_a_subclass_of_a_subclass_inherits_the_override():
    class Puppy(Dog):
        pass

    class Loud(Puppy):
        def noise(self, times):
            return super().noise(times).upper()

    assert t.noise(Puppy("p"), 1) == "p wuff"
    assert t.noise(Loud("p"), 1) == "P WUFF"


def test_an_override_comes_from_a_mixin():
    class Mixin:
        def legs(self):
            return 6

    class Insect(Mixin, t.Animal):
        pass

    assert t.legs(Insect()) == 6


def test_an_override_that_comes_later_is_found():
    class Late(t.Animal):
        pass

    a = Late()
    assert t.noise(a, 1) == "x"
    Late.noise = lambda self, times: "late"
    assert t.noise(a, 1) == "late"
    del Late.noise
    assert t.noise(a, 1) == "x"


def test_an_override_on_a_base_that_comes_later_is_found():
    class Base(t.Animal):
        pass

    class Derived(Base):
        pass

    a = Derived()
    assert t.noise(a, 1) == "x"
    Base.noise = lambda self, times: "late"
    assert t.noise(a, 1) == "late"


def test_replacing_the_bound_method_is_an_override():
    original = t.Animal.noise
    t.Animal.noise = lambda self, times: "replaced"
    try:
        assert t.noise(Plain(), 1) == "replaced"
    finally:
        t.Animal.noise = original
    assert t.noise(Plain(), 1) == "x"


# --- calling the base version ---


def test_super_calls_the_base_version():
    class Loud(t.Animal):
        def noise(self, times):
            return "<" + super().noise(times) + ">"

    assert t.noise(Loud(), 2) == "<xx>"
    assert Loud().noise(2) == "<xx>"


def test_the_base_version_calls_other_overrides():
    class Inner(t.Animal):
        def inner(self):
            return 7

    class Both(t.Animal):
        def outer(self):
            return super().outer() + 1000

        def inner(self):
            return super().inner() + 7

    assert t.outer(Inner()) == 107
    assert t.outer(Both()) == 1108


def test_an_override_may_call_the_function_of_another_object():
    class Chain(t.Animal):
        other = None

        def noise(self, times):
            return "-" + (t.noise(self.other, times) if self.other else "")

    a, b, c = Chain(), Chain(), Chain()
    a.other, b.other, c.other = b, c, Plain()
    assert t.noise(a, 2) == "---xx"


def test_one_override_inside_another_is_found():
    class Nested(t.Animal):
        depth = 0

        def noise(self, times):
            self.depth += 1
            return str(self.depth) + (t.outer(self) and "")

        def inner(self):
            return len(t.noise(self, 0)) if self.depth < 3 else 0

    assert t.noise(Nested(), 0) == "1"


# --- arguments and results ---


def test_an_argument_by_reference_can_be_changed():
    class Changer(t.Animal):
        def change(self, p):
            p.v = 42

    assert t.changed(Changer()) == 42
    assert t.changed(Plain()) == 1


def test_an_argument_that_python_knows_keeps_its_identity():
    seen = []

    class Chooser(t.Animal):
        def choose(self, a, b):
            seen.extend((a, b))
            return b

    x, y = t.Payload(), t.Payload()
    assert t.choose(Chooser(), x, y) is y
    assert seen[0] is x
    assert t.chosen_value(Chooser()) == 2


def test_a_pointer_result_outlives_the_override():
    class Maker(t.Animal):
        def choose(self, a, b):
            p = t.Payload()
            p.v = 9
            return p

    m = Maker()
    assert t.chosen_value(m) == 9
    assert t.chosen_value(m) == 9


def test_a_result_of_none_is_a_null_pointer():
    class Nobody(t.Animal):
        def choose(self, a, b):
            return None

    assert t.chosen_value(Nobody()) == -1


def test_a_wrong_result_is_a_type_error():
    class Wrong(t.Animal):
        def legs(self):
            return "four"

    with pytest.raises(TypeError):
        t.legs(Wrong())


def test_a_wrong_number_of_parameters_is_a_type_error():
    class Wrong(t.Animal):
        def noise(self):
            return ""

    with pytest.raises(TypeError, match="positional argument"):
        t.noise(Wrong(), 1)


# --- exceptions ---


class Failing(t.Animal):
    def legs(self):
        raise KeyError("no legs")


def test_an_exception_crosses_cpp_with_its_traceback():
    with pytest.raises(KeyError) as info:
        t.legs(Failing())
    frames = [f.name for f in traceback.extract_tb(info.value.__traceback__)]
    assert frames[-1] == "legs"


def test_cpp_may_catch_the_exception():
    assert t.catching(Failing()) == "caught KeyError"
    assert t.catching(Plain()) == "caught another"
    assert t.catching(Dog()) == "4"


def test_an_override_works_again_after_an_exception():
    f = Failing()
    for _ in range(3):
        with pytest.raises(KeyError):
            t.legs(f)
    assert t.noise(f, 1) == "x"


# --- threads ---


def test_the_gil_is_taken_only_for_an_override():
    class Asks(t.Animal):
        def has_gil(self):
            return True

    assert t.has_gil_without(Asks()) is True
    a = Plain()
    t.has_gil_without(a)
    assert t.has_gil_without(a) is False


def test_an_override_is_called_from_a_thread_of_cpp():
    names = []

    class Threaded(t.Animal):
        def noise(self, times):
            names.append(threading.current_thread().name)
            return "threaded"

    assert t.noise_in_thread(Threaded(), 1) == "threaded"
    assert names[0] != threading.current_thread().name
    assert t.noise_in_thread(Plain(), 2) == "xx"


def test_an_exception_in_a_thread_of_cpp_is_caught_there():
    class Threaded(t.Animal):
        def noise(self, times):
            raise ValueError("in a thread")

    assert "ValueError: in a thread" in t.noise_in_thread(Threaded(), 1)


def test_many_threads_override_at_once():
    results = []

    def work(name):
        d = Dog(name)
        results.extend(t.noise_without(d, 1) == name + " wuff" for _ in range(200))

    threads = [threading.Thread(target=work, args=(str(i),)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3200
    assert all(results)


# --- the Python half ---


class Square(t.UniqueShape):
    def __init__(self, side):
        super().__init__()
        self.side = side

    def area(self):
        return self.side**2


class SharedSquare(t.SharedShape):
    def __init__(self, side):
        super().__init__()
        self.side = side

    def area(self):
        return self.side**2


def test_the_python_half_lives_while_a_unique_ptr_owns_the_object():
    before = t.alive()
    t.keep_unique(Square(3))
    gc.collect()
    assert t.kept_unique_area() == 18
    assert t.kept_unique().side == 3
    t.keep_unique(None)
    assert t.alive() == before


def test_the_python_half_still_works_after_it_was_given_away():
    s = Square(3)
    t.keep_unique(s)
    assert t.area(s) == 9
    with pytest.raises(TypeError, match="does not own"):
        t.keep_unique(s)
    t.keep_unique(None)
    with pytest.raises(ValueError, match="given away"):
        t.area(s)


def test_an_object_comes_back_with_its_python_half():
    before = t.alive()
    r = weakref.ref(Square(1))
    s = Square(3)
    r = weakref.ref(s)
    t.keep_unique(s)
    del s
    s = t.give_back_unique()
    assert r() is s
    assert (s.side, t.area(s), s.double_area()) == (3, 9, 18)
    del s
    assert r() is None
    assert t.alive() == before


def test_the_python_half_lives_while_a_shared_ptr_owns_the_object():
    before = t.alive()
    s = SharedSquare(4)
    r = weakref.ref(s)
    t.keep_shared(s)
    del s
    gc.collect()
    assert t.kept_shared_area() == 16
    assert t.kept_shared() is r()
    t.keep_shared(None)
    assert r() is None
    assert t.alive() == before


def test_the_last_owner_may_be_in_another_thread():
    before = t.alive()
    t.keep_shared(SharedSquare(4))
    t.keep_unique(Square(4))
    t.drop_in_thread()
    gc.collect()
    assert t.alive() == before


def test_a_cycle_in_python_over_a_trampoline_is_collected():
    before = t.alive()
    d = Dog("rex")
    d.me = d
    assert t.noise(d, 0) == "rex"
    del d
    gc.collect()
    assert t.alive() == before


def test_references_do_not_grow():
    d = Dog("rex")
    t.noise(d, 1)
    before = sys.getrefcount(d)
    for _ in range(100):
        t.noise(d, 1)
        t.legs(d)
    assert sys.getrefcount(d) == before
