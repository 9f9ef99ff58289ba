// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/enums.md.
#include <string> // results

#include <suture/cast/string.h>
#include <suture/suture.h>

// [opaque_declaration]
enum class Macro : unsigned { none = 0 };
SUTURE_MAKE_OPAQUE(Macro)
// [end]

namespace nb = suture;

namespace {

enum class Color { red = 1, green = 2 };
enum class Access : unsigned { read = 1, write = 2 };
enum class Level { low = 1, high = 10 };

} // namespace

SUTURE_MODULE(test_guide_enums_ext, m) {
    // [enum]
    nb::enum_<Color>(m, "Color", "What it looks like.")
        .value("RED", Color::red, "As blood.")
        .value("GREEN", Color::green)
        .def("mixed", [](Color c) { return c == Color::red ? "brown" : "olive"; });
    m.def("invert", [](Color c) { return c == Color::red ? Color::green : Color::red; });
    // [end]
    // [flag]
    nb::enum_<Access>(m, "Access", nb::is_flag())
        .value("READ", Access::read)
        .value("WRITE", Access::write);
    m.def("can_write", [](Access a) { return ((unsigned) a & 2) != 0; });
    // [end]
    // [arithmetic]
    nb::enum_<Level>(m, "Level", nb::is_arithmetic())
        .value("LOW", Level::low)
        .value("HIGH", Level::high);
    // [end]
    // [opaque]
    nb::class_<Macro>(m, "Macro")
        .def(nb::init<>())
        .def_prop_rw(
            "k", [](const Macro &self) { return (unsigned) self & 0xffff; },
            [](Macro &self, unsigned k) { self = (Macro) (((unsigned) self & ~0xffffu) | k); });
    // [end]
}
