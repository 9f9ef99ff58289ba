// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 18: what works the same in each library.
#include <map> // STL containers

#include "library.h"

using namespace nb::literals;

namespace {

struct Vector {
    double x, y;
    Vector operator+(const Vector &o) const { return {x + o.x, y + o.y}; }
    Vector operator*(double f) const { return {x * f, y * f}; }
    Vector &operator+=(const Vector &o) {
        x += o.x;
        y += o.y;
        return *this;
    }
    bool operator==(const Vector &o) const { return x == o.x && y == o.y; }
    Vector operator-() const { return {-x, -y}; }
};
enum class Color { Red = 1, Blue = 4 };

} // namespace

NB_MODULE(test_brief_18_compatibility_ext, m) {
    // Class, property and operator binding.
    nb::class_<Vector>(m, "Vector")
        .def(nb::init<double, double>(), "x"_a = 0.0, "y"_a = 0.0)
        .def_rw("x", &Vector::x)
        .def_rw("y", &Vector::y)
        .def_prop_ro("length", [](const Vector &v) { return v.x + v.y; })
        .def(nb::self + nb::self)
        .def(nb::self += nb::self)
        .def(nb::self * double())
        .def(nb::self == nb::self)
        .def(-nb::self);
    // Enum binding.
    nb::enum_<Color>(m, "Color", "How it looks.")
        .value("Red", Color::Red, "The colour of blood.")
        .value("Blue", Color::Blue);
    m.def("other", [](Color color) { return color == Color::Red ? Color::Blue : Color::Red; });
    // Function binding and STL containers.
    m.def(
        "count",
        [](const std::vector<std::string> &words) {
            std::map<std::string, int> result;
            for (auto &word : words)
                ++result[word];
            return result;
        },
        "words"_a);
    // More strict type checking.
    m.def("flag", [](bool value) { return value; });
    m.def("whole", [](int value) { return value; });
    m.def("text", [](const std::string &value) { return value; });
}
