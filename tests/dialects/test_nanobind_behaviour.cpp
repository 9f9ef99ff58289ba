// SPDX-License-Identifier: BSD-3-Clause
// What nanobind's classes do otherwise than Suture's.
#include <nanobind/nanobind.h>
#include <nanobind/operators.h>
#include <nanobind/stl/unique_ptr.h>

namespace nb = nanobind;

namespace {

struct Value {
    int v = 1;
    bool operator==(const Value &other) const { return v == other.v; }
};
struct Closed {};
struct Left {};
struct Right {};
struct Shape {
    virtual ~Shape() = default;
};
struct Square : Shape {};
std::unique_ptr<Value> kept;

} // namespace

NB_MODULE(test_nanobind_behaviour_ext, m) {
    nb::class_<Value>(m, "Value")
        .def(nb::init<>())
        .def(nb::self == nb::self)
        .def("get", [](const Value &v) { return v.v; })
        .def_prop_rw_static("count", [](nb::handle) { return 5; }, [](nb::handle, int) {});
    nb::class_<Closed>(m, "Closed", nb::is_final()).def(nb::init<>());
    nb::class_<Left>(m, "Left").def(nb::init<>());
    nb::class_<Right>(m, "Right").def(nb::init<>());
    nb::class_<Shape>(m, "Shape");
    nb::class_<Square>(m, "Square"); // names no base
    m.def("square", []() -> Shape * { return new Square(); });
    m.def("make", [] { return std::make_unique<Value>(); });
    m.def("take", [](std::unique_ptr<Value> v) { kept = std::move(v); });
    m.def("give", [] { return std::move(kept); });
    m.def("truth", [] { return nb::int_(true); });
}
