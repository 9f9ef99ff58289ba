# SPDX-License-Identifier: BSD-3-Clause
"""Two modules that bind the same enumeration, and one that takes another module's."""

import subprocess
import sys
import warnings

import test_enums_ext as first

with warnings.catch_warnings(record=True) as issued:
    warnings.simplefilter("always")
    import test_enums_two_modules_ext as second


def test_the_second_binding_warns():
    text = (
        "test_enums_two_modules_ext.Suit: the C++ type is bound already as test_enums_ext.Suit; "
        "this class is local to its module"
    )
    found = [str(w.message) for w in issued if w.category is RuntimeWarning]
    assert found in ([text], [])  # [] where another test imported it before


def test_each_module_has_a_class_of_its_own():
    assert first.Suit is not second.Suit


def test_results_are_members_of_the_modules_own_class():
    assert first.suit_make(1) is first.Suit.Hearts and second.suit_make(1) is second.Suit.Hearts


def test_converted_results_are_members_of_the_modules_own_class():
    assert second.suits() == [second.Suit.Spades, second.Suit.Hearts]


def test_members_of_either_class_are_arguments():
    members = [first.Suit.Hearts, second.Suit.Hearts]
    assert [first.suit_value(m) for m in members] == [second.suit_value(m) for m in members] == [1, 1]


def test_an_enumeration_of_another_module_is_shared():
    assert second.rank_value(first.Rank.Queen) == 12 and second.rank_make(11) is first.Rank.Jack


def test_the_order_of_import_does_not_matter():
    code = (
        f"import sys, warnings; sys.path[:0] = {sys.path[:2]!r}; warnings.simplefilter('ignore')\n"
        "import test_enums_two_modules_ext as second, test_enums_ext as first\n"
        "assert second.suit_make(1) is second.Suit.Hearts\n"
        "assert first.suit_make(1) is first.Suit.Hearts\n"
        "assert second.suit_value(first.Suit.Hearts) == 1\n"
        "assert second.rank_make(11) is first.Rank.Jack\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
