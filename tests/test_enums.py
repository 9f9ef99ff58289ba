# SPDX-License-Identifier: BSD-3-Clause
"""Enumerations: classes of Python's enum module, members as values, functions, and mistakes."""

import copy
import enum
import inspect
import pickle
import sys
import types

import pytest
import test_enums_ext as t

NEEDS_STR_ENUM = pytest.mark.skipif(sys.version_info < (3, 11), reason="enum.StrEnum is new in 3.11")


def refused(name, module="m"):
    """Return the text of the ImportError that a mistake raises in a module of its own."""
    with pytest.raises(ImportError) as caught:
        getattr(t, name)(types.ModuleType(module))
    return str(caught.value)


# --- the class ------------------------------------------------------------------------------------


def test_an_enumeration_is_an_enum_class():
    assert type(t.Color) is type(enum.Enum) and t.Color.__bases__ == (enum.Enum,)


def test_arithmetic_makes_an_int_enum():
    assert t.Level.__bases__[0] is enum.IntEnum and t.Level.high + 1 == 101


def test_flag_makes_a_flag():
    assert t.Access.__bases__ == (enum.Flag,)


def test_flag_and_arithmetic_make_an_int_flag():
    assert t.Bits.__bases__[0] is enum.IntFlag


@NEEDS_STR_ENUM
def test_str_makes_a_str_enum():
    assert t.Mood.__bases__ == (enum.StrEnum,)


def test_members_of_a_str_enum_are_text():
    assert t.Mood.Happy == "very happy" and isinstance(t.Mood.Happy, str)


def test_a_str_enum_prints_its_text():
    assert f"{t.Mood.Happy}" == str(t.Mood.Happy) == "very happy"


def test_a_member_of_a_str_enum_without_text_is_its_name():
    assert t.Mood.Sad == "Sad"


def test_names_and_values():
    members = {name: member.value for name, member in t.Color.__members__.items()}
    assert members == {"Red": 0, "Green": 5, "Blue": 6, "Azure": 6}


def test_a_second_name_of_a_value_is_an_alias():
    assert t.Color.Azure is t.Color.Blue and len(t.Color) == 3


def test_module_and_qualname():
    assert (t.Color.__module__, t.Color.__qualname__) == ("test_enums_ext", "Color")


def test_an_enumeration_in_a_class_has_its_qualname():
    assert t.Outer.Inner.__qualname__ == "Outer.Inner" and t.Outer.out is t.Outer.Inner.out


def test_docstring_of_the_class():
    assert t.Color.__doc__ == "How it looks." and t.Bits.__doc__ == "Bits of a word."


def test_docstrings_of_members():
    assert t.Color.Red.__doc__ == "The colour of blood."
    assert t.Mood.Happy.__doc__ == "All is well."


def test_a_member_without_a_docstring_has_that_of_its_class():
    assert t.Color.Green.__doc__ == "How it looks."


def test_the_docstring_of_an_alias_does_not_replace_the_members():
    assert t.Color.Blue.__doc__ == "The colour of the sky."


def test_exported_values_are_in_the_scope():
    assert t.low is t.Level.low and t.high is t.Level.high


def test_values_are_not_exported_unasked():
    assert not hasattr(t, "Red")


def test_an_enumeration_without_values():
    assert list(t.Nothing) == []


def test_repr_is_that_of_the_enum_module():
    assert repr(t.Color.Green) == "<Color.Green: 5>"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("member", [t.Color.Green, t.Level.low, t.Outer.Inner.out, t.Mood.Happy])
def test_members_are_pickled(member, protocol):
    if protocol < 2 and "." in type(member).__qualname__ and sys.version_info < (3, 11):
        pytest.skip("nested classes need protocol 2")
    assert pickle.loads(pickle.dumps(member, protocol)) is member


def test_combinations_are_pickled():
    member = t.Access.read | t.Access.execute
    assert pickle.loads(pickle.dumps(member)) is member


def test_members_are_copied_by_reference():
    assert copy.copy(t.Color.Red) is copy.deepcopy(t.Color.Red) is t.Color.Red


def test_members_are_hashable():
    assert {t.Color.Red: 1}[t.Color.Red] == 1


# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize("member", list(t.Color))
def test_a_member_is_an_argument(member):
    assert t.color_value(member) == member.value


def test_an_int_that_names_a_member_is_converted():
    assert t.color_value(5) == 5


def test_an_int_that_names_no_member_is_refused():
    with pytest.raises(TypeError) as caught:
        t.color_value(1)
    assert str(caught.value) == ("color_value(): argument 'c' (position 1): expected test_enums_ext.Color, got int (1)")


def test_an_int_is_refused_without_conversion():
    with pytest.raises(TypeError):
        t.color_strict(5)


@pytest.mark.parametrize("value", [None, True, 5.0, "Red", t.Level.low, t.Color])
def test_other_values_are_refused(value):
    with pytest.raises(TypeError):
        t.color_value(value)


def test_a_member_of_another_int_enum_is_refused():
    class Other(enum.IntEnum):
        Red = 0

    with pytest.raises(TypeError):
        t.color_value(Other.Red)


def test_a_str_that_is_a_member_of_a_str_enum_is_converted():
    assert t.mood_value("very happy") == 0 and t.mood_value(t.Mood.Sad) == 1


@pytest.mark.parametrize("value", ["Happy", 0])
def test_other_values_than_the_text_of_a_str_enum_are_refused(value):
    with pytest.raises(TypeError):
        t.mood_value(value)


def test_default_argument():
    assert t.color_default() is t.Color.Blue


def test_an_optional_member():
    assert t.color_optional(None) is None and t.color_optional(t.Color.Red) is t.Color.Red


def test_members_in_a_list():
    assert t.colors([t.Color.Red, t.Color.Blue]) == [t.Color.Red, t.Color.Blue]


def test_by_const_reference():
    assert t.reference(t.Color.Green) == 5


def test_by_pointer():
    assert t.pointer(t.Color.Green) == 5


def test_overloads_choose_the_exact_type():
    assert [t.overload(v) for v in (t.Color.Red, t.Level.low, 5)] == ["color", "level", "int"]


def test_an_unbound_enumeration_is_refused_as_an_argument():
    with pytest.raises(TypeError):
        t.unbound_value(0)


def test_an_unbound_enumeration_is_refused_as_a_result():
    with pytest.raises(TypeError, match="unbound"):
        t.unbound_make()


# --- results --------------------------------------------------------------------------------------


def test_a_result_is_the_member():
    assert t.color_make(6) is t.Color.Blue


def test_a_result_that_is_no_member_is_an_error():
    with pytest.raises(ValueError, match="^7 is not a valid Color$"):
        t.color_make(7)


def test_a_result_that_is_no_member_of_a_str_enum_is_an_error():
    with pytest.raises(ValueError, match="^7 is not the value of a member of test_enums_ext.Mood$"):
        t.mood_make(7)


@pytest.mark.parametrize("member", list(t.Level))
def test_negative_values_of_a_narrow_type(member):
    assert t.level_value(member) == member.value and t.level_make(member.value) is member


@pytest.mark.parametrize("member", list(t.Negative))
def test_extreme_signed_values(member):
    assert t.negative_value(member) == member.value and t.negative_make(member.value) is member


@pytest.mark.parametrize("member", list(t.Big))
def test_unsigned_values_of_64_bits(member):
    assert t.big_value(member) == member.value and t.big_make(member.value) is member


def test_unsigned_values_are_positive():
    assert t.Big.huge.value == 2**64 - 1 and t.Bits.many.value == 2**31


def test_a_bool_as_underlying_type():
    assert t.truth_not(t.Truth.no) is t.Truth.yes


def test_a_char_as_underlying_type():
    assert t.Token.plus == 43 and t.token_value(t.Token.minus) == "-"


# --- flags ----------------------------------------------------------------------------------------


def test_a_combination_is_an_argument():
    assert t.access_value(t.Access.read | t.Access.execute) == 5


def test_a_combination_is_a_result():
    assert t.access_make(5) == t.Access.read | t.Access.execute


def test_a_named_combination():
    assert t.access_make(3) is t.Access.both and t.access_value(t.Access.both) == 3


def test_no_flag_at_all():
    assert t.access_make(0) is t.Access.none and t.access_value(t.Access(0)) == 0


@pytest.mark.parametrize("value", range(8))
def test_every_combination_survives_the_round_trip(value):
    assert t.access_value(t.access_make(value)) == value


def test_a_combination_of_int_flags():
    assert t.bits_value(t.Bits.one | t.Bits.many) == 2**31 + 1
    assert t.bits_make(3) == t.Bits.one | t.Bits.two


def test_an_int_flag_with_unnamed_bits_survives_the_round_trip():
    assert t.bits_value(t.bits_make(2**31 + 8)) == 2**31 + 8


def test_an_int_flag_beyond_the_underlying_type_is_refused():
    with pytest.raises(TypeError):
        t.bits_value(t.Bits.one | 2**32)


def test_an_inverted_int_flag_of_an_unsigned_type():
    # From 3.11 on Python inverts within the named bits.
    assert t.bits_value(~t.Bits.one) in (2**32 - 2, 2**31 + 2)


def test_a_flag_with_all_bits_of_a_signed_type():
    assert t.mask_value(t.Mask.all) == -1 and t.mask_make(-1) is t.Mask.all


def test_flags_combine_beside_a_negative_one():
    assert t.mask_value(t.Mask.one | t.Mask.two) == 3 and t.mask_make(3) == t.Mask(3)


def test_inverting_a_flag_of_a_signed_type():
    assert t.mask_value(~t.Mask.one) & 3 == 2


# --- data members ---------------------------------------------------------------------------------


def test_data_members_are_read():
    p = t.Pixel()
    assert (p.c, p.l, p.a, p.t) == (t.Color.Green, t.Level.low, t.Access.read, t.Truth.yes)


def test_data_members_are_written():
    p = t.Pixel()
    p.c, p.l, p.a = t.Color.Red, t.Level.high, t.Access.write | t.Access.execute
    assert (p.c, p.l, p.a) == (t.Color.Red, t.Level.high, t.Access.write | t.Access.execute)
    assert p.t is t.Truth.yes


def test_a_data_member_refuses_another_type():
    with pytest.raises(TypeError, match=r"^Pixel.c: expected test_enums_ext.Color, "):
        t.Pixel().c = "red"


# --- functions of the enumeration -----------------------------------------------------------------


def test_a_method():
    assert t.Unit.metre.symbol() == "m" and t.Unit.symbol(t.Unit.second) == "s"


def test_overloads_of_a_method():
    assert t.Unit.second.scaled(3) == 6 and t.Unit.second.scaled(by="k") == "ks"


def test_a_bound_function_as_a_method():
    assert t.Planet.earth.upper() == "EARTH"


def test_a_default_argument_of_a_method():
    assert t.Unit.metre.next() is t.Unit.second


def test_a_static_method():
    assert t.Unit.first() is t.Unit.metre


def test_a_property():
    assert t.Unit.second.ordinal == 2 and t.Unit.ordinal.__doc__ == "Its place, from one."


def test_a_property_without_a_setter_is_read_only():
    with pytest.raises(AttributeError):
        t.Unit.second.ordinal = 1


def test_a_property_with_a_setter():
    t.Unit.second.shadow = 1
    with pytest.raises(ValueError, match="^negative$"):
        t.Unit.second.shadow = -1


def test_a_special_method():
    assert str(t.Unit.metre) == "metre!"


def test_an_operator():
    assert t.Unit.metre < t.Unit.second


def test_names_of_a_method():
    assert t.Unit.symbol.__qualname__ == "Unit.symbol"
    assert t.Unit.symbol.__doc__ == "symbol(self) -> str\n\nIts sign."
    assert str(inspect.signature(t.Unit.next)) == "(self, by: int = 1) -> test_enums_ext.Unit"


def test_methods_are_no_members():
    assert list(t.Unit.__members__) == ["metre", "second"]


def test_the_class_is_the_annotation():
    assert t.color_value.__annotations__ == {"c": t.Color, "return": int}


# --- others ---------------------------------------------------------------------------------------


def test_an_opaque_enumeration_is_a_class():
    assert t.OpaqueMode.make(1).index() == 1 and not isinstance(t.OpaqueMode, enum.EnumMeta)


def test_copies_of_the_binder_share_the_enumeration():
    assert list(t.Late.__members__) == ["a", "b"] and t.Late.a.is_a()


def test_the_binder_is_the_class():
    assert t.late_type is t.Late and t.late_a is t.Late.a


# --- mistakes -------------------------------------------------------------------------------------


def test_a_name_twice_is_refused():
    assert refused("duplicate_name") == "m.E.A: the enumeration has a value of that name already"


def test_a_type_twice_is_refused():
    assert refused("duplicate_type") == (
        "m.Colour: the C++ type '(anonymous namespace)::color' is bound already, as test_enums_ext.Color"
    )


def test_a_name_that_the_scope_has_is_refused():
    with pytest.raises(ImportError) as caught:
        t.class_and_enum(t)
    assert str(caught.value) == ("test_enums_ext.Color: the scope has an attribute of that name already")


def test_a_value_after_the_first_use_is_refused():
    assert refused("value_after_use") == (
        "m.E.B: the class was made when the enumeration was first used; add all values before"
    )


def test_a_value_after_export_values_is_refused():
    assert refused("value_after_export") == (
        "m.E.B: the class was made when the enumeration was first used; add all values before"
    )


def test_a_name_that_python_does_not_take_is_refused():
    assert refused("reserved_name") == ("m.E.__a__: Python's enum module does not take this as the name of a member")


def test_a_name_that_python_refuses_is_refused():
    assert refused("mro_as_name") == "m.E: the class could not be created"


def test_text_and_flags_are_refused():
    assert refused("str_and_flag") == "m.E: is_str excludes is_flag and is_arithmetic"


def test_text_for_another_enumeration_is_refused():
    assert refused("str_value_without_str") == ("m.E.A: str_value() needs an enumeration with is_str")


def test_a_method_named_like_a_value_is_refused():
    assert refused("method_named_like_a_value") == ("m.E.A: a value of the enumeration has that name")


def test_an_enumeration_that_failed_is_not_made_again():
    with pytest.raises(ImportError):
        t.fails(types.ModuleType("m"))
    with pytest.raises(TypeError):
        t.failed_value(0)
    with pytest.raises(ImportError, match="^m.E: the class could not be created before$"):
        t.failed_make()


def test_an_export_over_an_attribute_is_refused():
    assert refused("export_over_an_attribute") == ("m.E.taken: export_values() would replace an attribute of the scope")
