// SPDX-License-Identifier: BSD-3-Clause
// A module that binds an enumeration which another module has bound already, and takes one that
// only the other binds.
#include <suture/cast/vector.h>
#include <suture/suture.h>

#include "test_enums.h"

namespace st = suture;
using test_enums::rank;
using test_enums::suit;

SUTURE_MODULE(test_enums_two_modules_ext, m) {
    st::enum_<suit>(m, "Suit").value("Spades", suit::spades).value("Hearts", suit::hearts);
    m.def("suit_value", [](suit s) { return (int) s; });
    m.def("suit_make", [](int v) { return (suit) v; });
    m.def("suits", [] { return std::vector<suit>{suit::spades, suit::hearts}; });
    m.def("rank_value", [](rank r) { return (int) r; });
    m.def("rank_make", [](int v) { return (rank) v; });
}
