// SPDX-License-Identifier: BSD-3-Clause
// What Python can ask about functions: signatures, annotations, docstrings, pickling.
#include <string>

#include <suture/cast/optional.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/variant.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

enum class shade { light, dark };
struct unbound {};
struct later {
    int x = 0;
};

struct shape {
    int size;
    int grow(int by, int times) const { return size + by * times; }
};
struct made {
    int x;
};
struct many {
    int x;
};
struct bare {};

int add(int a, int b) { return a + b; }

} // namespace

SUTURE_MODULE(test_signatures_ext, m) {
    m.def("nothing", [] {});
    m.def("unnamed", [](int, double) { return true; });
    m.def("named", add, "a"_a, "b"_a, "Adds.");
    m.def(
        "defaults",
        [](int a, const std::string &s, std::optional<int> o) {
            return a + (int) s.size() + o.value_or(0);
        },
        "a"_a, "s"_a = "x", "o"_a = st::none());
    m.def("default_text", add, "a"_a, ("b"_a = 3).sig("THREE"));
    m.def(
        "kinds",
        [](int a, int b, st::args args, int c, st::kwargs) {
            return a + b + c + (int) st::len(args);
        },
        "a"_a, st::pos_only(), "b"_a, "c"_a = 0);
    m.def("keyword_only", add, "a"_a, st::kw_only(), "b"_a);
    m.def("objects", [](st::list, st::dict, st::callable, st::object, st::str) {});
    m.def(
        "containers", [](const std::vector<std::string> &v) { return std::vector<int>(v.size()); },
        "v"_a);
    m.def("optional", [](std::optional<int> v) { return v; }, "v"_a);
    m.def("takes_later", [](const later &l) { return l.x; }, "l"_a);
    m.def("takes_unbound", [](const unbound &) {}, "u"_a);
    m.def("takes_pointer", [](const shape *s) { return s ? s->size : 0; }, "s"_a.none());
    m.def("none_first", [](const std::variant<std::monostate, int> &) {}, "v"_a.none());
    m.def("none_inside", [](const std::variant<int, std::monostate, double> &) {}, "v"_a.none());
    m.def("none_shared", [](const std::shared_ptr<shape> &) {}, "s"_a.none());
    m.def("none_default", [](const std::shared_ptr<shape> &) {}, "s"_a = st::none());
    m.def("none_optional", [](std::optional<int>) {}, "v"_a.none() = st::none());
    m.def(
        "none_twice", [](const std::optional<std::variant<std::monostate, int>> &) {},
        "v"_a.none());
    m.def("none_in_parts", [](const std::vector<std::optional<int>> &) {}, "v"_a = st::none());
    m.def("none_list", [](std::optional<st::list>) {}, "v"_a.none());
    m.def("none_alone", [](std::nullptr_t) {}, "v"_a.none());
    m.def("not_none_shared", [](const std::shared_ptr<shape> &) {}, "s"_a);
    m.def("same", [](int a) { return a; }, "a"_a);
    m.def("same", [](long long a) { return a; }, "a"_a);
    m.def("overloaded", [](int a) { return a; }, "a"_a, "An int.");
    m.def("overloaded", [](const std::string &a) { return a; }, "a"_a, "A text.");
    m.def("overloaded", [](int, int) { return 0; });
    m.def("documented", [] {}, "First line.\n\nMore of it.");
    m.def("raises", [] { throw st::value_error("no"); });

    st::enum_<shade>(m, "Shade").value("light", shade::light).value("dark", shade::dark);
    m.def("shaded", [](shade s) { return s; }, "s"_a = shade::dark);

    st::class_<shape>(m, "Shape", "A shape.")
        .def(st::init<int>(), "size"_a = 1, "Makes one.")
        .def("grow", &shape::grow, "by"_a, "times"_a = 2, "Grows.")
        .def("unnamed", [](const shape &s, int) { return s.size; })
        .def("alone", [](const shape &s) { return s.size; })
        .def_static(
            "unit", [](int scale) { return shape{scale}; }, "scale"_a)
        .def_prop_ro(
            "area", [](const shape &s) { return s.size * s.size; }, "Its area.")
        .def_rw("size", &shape::size, "Its size.");
    st::class_<later>(m, "Later").def(st::init<>());
    st::class_<made>(m, "Made")
        .def(st::new_([](int x, int y) { return made{x + y}; }), "x"_a, "y"_a = 0)
        .def_ro("x", &made::x);
    st::class_<many>(m, "Many")
        .def(st::init<int>())
        .def("__init__", [](many *p, const std::string &s) { new (p) many{(int) s.size()}; });
    st::class_<bare>(m, "Bare");
}
