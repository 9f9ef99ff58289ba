# SPDX-License-Identifier: BSD-3-Clause
"""What functions and properties state of themselves: source per overload, docstring, defaults."""

import test_stubs_ext as t


def test_signatures_have_text_docstring_and_defaults_per_overload():
    assert t.add.__suture_signature__ == ((r"def add(a: int, b: int = \0) -> int", "Add two integers.", (1,)),)
    texts = [entry[0] for entry in t.choose.__suture_signature__]
    assert texts == [f"def choose(arg0: {kind}, /) -> int" for kind in ("float", "int", "str")]


def test_default_given_as_text_is_marked():
    assert t.default_text.__suture_signature__ == ((r"def default_text(i: int = \=0) -> int", None, ("limit",)),)


def test_type_without_a_class_is_in_quotes():
    assert '"(anonymous namespace)::unbound"' in t.takes_unbound.__suture_signature__[0][0]


def test_deprecated_function_carries_its_decorator():
    text = "@typing_extensions.deprecated('call new()')\ndef old() -> None"
    assert t.old.__suture_signature__ == ((text, None, None),)


def test_author_s_text_is_the_signature():
    assert t.texted.__suture_signature__[0][0] == "def texted(l: typing.Optional[list]) -> Sequence"


def test_data_member_has_signatures_of_a_getter_and_a_setter():
    getter, setter = t.Shape.__suture_property__(vars(t.Shape)["area"])
    assert getter == (("def area(self) -> float", "How large it is.", None),)
    assert setter == (("def area(self, arg: float, /) -> None", None, None),)
    assert t.Shape.__suture_property__(vars(t.Shape)["corners"])[1] is None


def test_property_has_the_signatures_of_its_functions():
    getter, setter = t.Shape.__suture_property__(vars(t.Shape)["name"])
    assert getter[0][:2] == ("def name(self) -> str", "What it is called.")
    assert setter[0][0] == "def name(self, arg0: str, /) -> None"
    assert t.Shape.__suture_property__(vars(t.Shape)["size"])[0] is None


def test_other_descriptors_have_no_signatures():
    assert t.Shape.__suture_property__(vars(type)["__dict__"]) is None
    assert t.Shape.__suture_property__(1) is None


def test_property_of_an_enumeration_has_signatures():
    getter, setter = t.Shade.__suture_property__(vars(t.Shade)["level"])
    assert (getter[0][0], setter) == ("def level(self) -> int", None)


def test_static_property_shows_its_functions():
    count, origin = vars(t.Shape)["count"], vars(t.Shape)["origin"]
    assert count.fget.__suture_signature__[0][0].endswith("-> int")
    assert count.fset is not None and origin.fset is None
