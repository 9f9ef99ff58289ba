// SPDX-License-Identifier: BSD-3-Clause
// A struct and a function over it, bound with Suture.
#include <suture/suture.h>

#include <cmath> // hypot

namespace {

struct point {
    double x, y;

    point(double x, double y) : x(x), y(y) {}
    point moved(double dx, double dy) const { return {x + dx, y + dy}; }
};

double distance(const point &a, const point &b) { return std::hypot(a.x - b.x, a.y - b.y); }

} // namespace

SUTURE_MODULE(_core, m) {
    using namespace suture::literals;

    suture::class_<point>(m, "Point", "A point of the plane.")
        .def(suture::init<double, double>(), "x"_a, "y"_a)
        .def_rw("x", &point::x)
        .def_rw("y", &point::y)
        .def("moved", &point::moved, "dx"_a, "dy"_a, "Return the point moved by a vector.");

    m.def("distance", &distance, "a"_a, "b"_a, "Return the distance of two points.");
}
