// SPDX-License-Identifier: BSD-3-Clause
// What a stub has to show: one of everything that a binding can say.
#include <functional> // callback
#include <string>     // arguments
#include <vector>     // arguments

#include <suture/std.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

enum class shade { light, dark };
struct unbound {};
struct shape {
    virtual ~shape() = default;
    double area = 1;
    const int corners = 4;
    std::vector<int> list;
    static inline int count = 0;
    void set_size(int) {}
};
struct square : shape {};
struct holder {
    int value = 0;
    bool operator==(const holder &other) const { return value == other.value; }
};
struct wrapper {
    st::object value;
};

void bind_functions(st::module_ &m) {
    m.def("add", [](int a, int b) { return a + b; }, "a"_a, "b"_a = 1, "Add two integers.");
    m.def("unnamed", [](int a, const std::string &) { return a; });
    m.def(
        "everything", [](int a, st::args, bool, st::kwargs) { return a; }, //
        "a"_a, "args"_a, "flag"_a = true, "kwargs"_a,
        "First line.\n\nA longer text with \"quotes\", a \\ and\n    an indented line.");
    m.def("containers", [](const std::vector<std::string> &v, const std::optional<double> &) {
        return std::make_pair((int) v.size(), 0.5);
    });
    m.def("bare", [](st::list l, st::dict, st::callable) { return l; });
    m.def("callback", [](const std::function<int(shape &)> &f) {
        shape s;
        return f(s);
    });
    m.def("choose", [](double) { return 1; }, "Takes a number.");
    m.def("choose", [](int) { return 2; }, "Takes a number.");
    m.def("choose", [](const std::string &) { return 3; }, "Takes text.");
    m.def("old", [] {}, st::deprecated("call new()"));
    m.def("default_text", [](int i) { return i; }, ("i"_a = 3).sig("limit"));
    m.def("long_default", [](const std::string &s) { return s; }, "s"_a = std::string(60, 'x'));
    m.def("default_shade", [](shade s) { return s; }, "s"_a = shade::dark);
    m.def("takes_unbound", [](unbound *) {});
    m.def(
        "texted", [](st::list l) { return l; },
        st::sig("def texted(l: typing.Optional[list]) -> Sequence"));
    m.def("lambda", [] {}); // no name in Python source
}

void bind_classes(st::module_ &m) {
    st::class_<shape>(m, "Shape", "Something with an area.")
        .def(st::init<>())
        .def_rw("area", &shape::area, "How large it is.")
        .def_ro("corners", &shape::corners)
        .def_rw("list", &shape::list) // hides the type in the class
        .def_prop_rw("size", nullptr, &shape::set_size)
        .def_prop_rw(
            "name", [](shape &) { return "shape"; }, [](shape &, const std::string &) {},
            "What it is called.")
        .def_rw_static("count", &shape::count, "How many there are.")
        .def_prop_ro_static("origin", [](st::handle) { return 0.0; })
        .def_static("unit", [] { return shape(); })
        .def("lists", [](shape &s) { return s.list; })
        .def("_private", [](shape &) {})
        .attr("limit") = 7;
    st::class_<square, shape>(m, "Square", st::is_final())
        .def_static(
            "unit", [](double) { return square(); }, "side"_a) // C++ hides where Python overrides
        .def("lists", [](square &, int) { return 1; })
        .def_prop_ro("name", [](square &) { return 1; });
    auto h = st::class_<holder>(m, "Holder")
                 .def(st::init<>())
                 .def(
                     "__eq__", [](const holder &a, const holder &b) { return a == b; },
                     st::is_operator())
                 .def("__add__", [](const holder &a, int) { return a; })
                 .def("__sub__", [](const holder &a, int) { return a; })
                 .def("__isub__", [](const holder &a, double) { return a; })
                 .def("__hash__", [](const holder &) { return "text"; })
                 .def("__len__", [](holder &) { return 0; });
    h.attr("__iadd__") = h.attr("__add__");
    struct nested {};
    st::class_<nested>(h, "Nested").def("outer", [](nested &) { return holder(); });
    st::enum_<shade>(m, "Shade", "How bright.")
        .value("light", shade::light, "Bright.")
        .value("dark", shade::dark)
        .def("darker", [](shade) { return shade::dark; })
        .def_prop_ro("level", [](shade s) { return (int) s; })
        .export_values();
}

void bind_generics(st::module_ &m) {
    auto typing = st::module_::import_("typing");
    m.attr("T") = typing.attr("TypeVar")("T");
    st::class_<wrapper>(m, "Wrapper", st::is_generic(), st::sig("class Wrapper(typing.Generic[T])"))
        .def(st::init<st::object>(), st::sig("def __init__(self, value: T) -> None"))
        .def("get", [](wrapper &w) { return w.value; }, st::sig("def get(self) -> T"));
}

} // namespace

SUTURE_MODULE(test_stubs_ext, m) {
    m.doc() = "One of everything.";
    bind_classes(m);
    bind_functions(m);
    bind_generics(m);
    m.attr("add_alias") = m.attr("add");
    m.attr("ShapeAlias") = m.attr("Shape");
    m.attr("__version__") = "1.0";
    m.attr("_hidden") = 1;
    m.attr("names") = st::make_tuple("a", 1);
    auto sub = m.def_submodule("sub", "A submodule.");
    sub.def("area", [](const shape &s) { return s.area; }, "shape"_a);
    sub.def_submodule("deep").attr("depth") = 2;
    st::list all;
    for (const char *name : {"add", "Shape"})
        all.append(name);
    m.attr("__all__") = all;
}
