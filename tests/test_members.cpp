// SPDX-License-Identifier: BSD-3-Clause
// Data members, properties and static members of classes.
#include <memory>  // members
#include <string>  // members
#include <variant> // members
#include <vector>  // members

#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/variant.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

#include "counted.h"

namespace st = suture;
using namespace suture::literals;

namespace {

struct point : counted {
    point() = default;
    point(int x, int y) : x(x), y(y) {}
    int x = 0, y = 0;
    int sum() const { return x + y; }
};
struct members : counted {
    bool flag = true;
    int8_t i8 = 1;
    uint16_t u16 = 2;
    int i = 3;
    int64_t i64 = 4;
    uint64_t u64 = 5;
    float f = 0.5f;
    double d = 0.25;
    char c = 'c';
    std::string text = "text";
    std::vector<int> list{1, 2};
    point inner{1, 2};
    point *pointer = nullptr;
    const int fixed = 9;
    static inline int shared = 10;
    static inline const std::string name = "static";
};
struct property_owner {
    int value = 1;
    int get() const { return value; }
    void set(int v) { value = v; }
    static inline int class_value = 5;
};

struct derived_owner : property_owner {};
struct late_owner {
    static inline int value = 1;
};
struct late_derived : late_owner {};
struct late_grandchild : late_derived {};
struct nullable {
    std::shared_ptr<point> shared;
    point *pointer = nullptr;
    std::variant<point *, int> choice = 1;
};

} // namespace

SUTURE_MODULE(test_members_ext, m) {
    m.def("alive", [] { return alive; });
    st::class_<point>(m, "Point", "A point in the plane.")
        .def(st::init<>())
        .def(st::init<int, int>(), "x"_a, "y"_a = 7)
        .def_rw("x", &point::x)
        .def_rw("y", &point::y)
        .def("sum", &point::sum);
    st::class_<members>(m, "Members")
        .def(st::init<>())
        .def_rw("flag", &members::flag)
        .def_rw("i8", &members::i8)
        .def_rw("u16", &members::u16)
        .def_rw("i", &members::i, "An int.")
        .def_rw("i64", &members::i64)
        .def_rw("u64", &members::u64)
        .def_rw("f", &members::f)
        .def_rw("d", &members::d)
        .def_rw("c", &members::c)
        .def_rw("text", &members::text)
        .def_rw("list", &members::list)
        .def_rw("inner", &members::inner)
        .def_rw("pointer", &members::pointer)
        .def_rw("fixed", &members::fixed)
        .def_ro("read_only", &members::i)
        .def_rw_static("shared", &members::shared)
        .def_ro_static("name", &members::name);
    st::class_<property_owner>(m, "PropertyOwner")
        .def(st::init<>())
        .def_prop_rw("value", &property_owner::get, &property_owner::set, "The value.")
        .def_prop_ro("twice", [](const property_owner &p) { return 2 * p.value; })
        .def_prop_rw("write_only", nullptr, &property_owner::set)
        .def_prop_ro("failing", [](const property_owner &) -> int { throw st::value_error("no"); })
        .def_prop_rw_static(
            "class_value", [](st::handle) { return property_owner::class_value; },
            [](st::handle, int v) { property_owner::class_value = v; }, "Of the class.")
        .def_prop_ro_static("class_name",
                            [](st::handle cls) { return st::object(cls.attr("__name__")); })
        .def_static(
            "twice_of", [](int v) { return 2 * v; }, "v"_a)
        .attr("constant") = 42;
    st::class_<derived_owner, property_owner>(m, "DerivedOwner").def(st::init<>());

    auto late = st::class_<late_owner>(m, "LateOwner");
    st::class_<late_derived, late_owner>(m, "LateDerived");
    st::class_<late_grandchild, late_derived>(m, "LateGrandchild");
    late.def_rw_static("value", &late_owner::value);

    st::class_<nullable>(m, "Nullable")
        .def(st::init<>())
        .def_rw("shared", &nullable::shared, st::arg().none(), "Or none.")
        .def_rw("strict", &nullable::shared)
        .def_rw("pointer", &nullable::pointer)
        .def_rw("choice", &nullable::choice, st::arg().none())
        .def_rw("strict_choice", &nullable::choice);
}
