// SPDX-License-Identifier: BSD-3-Clause
// Sequence containers there and back.
#include <cstdint> // uint8_t

#include <suture/cast/array.h>
#include <suture/cast/deque.h>
#include <suture/cast/forward_list.h>
#include <suture/cast/list.h>
#include <suture/cast/pair.h>
#include <suture/cast/reference_wrapper.h>
#include <suture/cast/string.h>
#include <suture/cast/valarray.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int copies = 0, moves = 0;

struct point {
    int x = 0;
    point() = default;
    explicit point(int x) : x(x) {}
    point(const point &other) : x(other.x) { ++copies; }
    point(point &&other) noexcept : x(other.x) { ++moves; }
    point &operator=(const point &) = default;
};

struct no_default {
    explicit no_default(int v) : v(v) {}
    int v;
};

struct throws_on_copy {
    throws_on_copy() = default;
    throws_on_copy(const throws_on_copy &) { throw st::value_error("no copy today"); }
};

struct implicit {
    explicit implicit(int v) : v(v) {}
    int v;
};

template <class C> void def_container(st::module_ &m, const char *name) {
    m.def(name, [](const C &c) { return c; });
}

} // namespace

SUTURE_MODULE(test_casts_sequences_ext, m) {
    st::class_<point>(m, "Point").def(st::init<int>()).def_rw("x", &point::x);
    st::class_<no_default>(m, "NoDefault").def(st::init<int>()).def_rw("v", &no_default::v);
    st::class_<throws_on_copy>(m, "ThrowsOnCopy").def(st::init<>());
    st::class_<implicit>(m, "Implicit").def(st::init_implicit<int>()).def_rw("v", &implicit::v);

    def_container<std::vector<int>>(m, "vector_int");
    def_container<std::vector<double>>(m, "vector_double");
    def_container<std::vector<float>>(m, "vector_float");
    def_container<std::vector<uint8_t>>(m, "vector_u8");
    def_container<std::vector<int64_t>>(m, "vector_i64");
    def_container<std::vector<uint64_t>>(m, "vector_u64");
    def_container<std::vector<bool>>(m, "vector_bool");
    def_container<std::vector<char>>(m, "vector_char");
    def_container<std::vector<std::string>>(m, "vector_string");
    def_container<std::vector<std::vector<int>>>(m, "vector_vector");
    def_container<std::vector<st::object>>(m, "vector_object");
    def_container<std::list<int>>(m, "list_int");
    def_container<std::deque<int>>(m, "deque_int");
    def_container<std::forward_list<int>>(m, "forward_list_int");
    def_container<std::list<std::string>>(m, "list_string");
    def_container<std::deque<std::string>>(m, "deque_string");
    def_container<std::forward_list<std::string>>(m, "forward_list_string");
    def_container<std::array<int, 3>>(m, "array_int");
    def_container<std::array<std::string, 2>>(m, "array_string");
    def_container<std::array<int, 0>>(m, "array_empty");
    def_container<std::valarray<double>>(m, "valarray_double");
    def_container<std::valarray<std::string>>(m, "valarray_string");

    m.def("strict", [](const std::vector<int> &v) { return v; }, st::arg("v").noconvert());
    m.def("overloaded", [](const std::vector<int> &) { return "int"; });
    m.def("overloaded", [](const std::vector<double> &) { return "double"; });
    m.def("overloaded", [](const std::vector<std::string> &) { return "str"; });
    m.def("by_pointer", [](std::vector<int> *v) { return v->size(); });
    m.def("by_reference", [](std::vector<int> &v) { return v.size(); });
    m.def("by_rvalue", [](std::vector<int> &&v) { return std::move(v); });

    m.def("points", [](const std::vector<point> &v) { return v; });
    m.def("make_points", [] { return std::vector<point>(2); });
    m.def("points_by_pointer", [](const std::vector<point *> &v) {
        for (point *p : v)
            if (p)
                ++p->x;
        return v.size();
    });
    m.def("points_by_wrapper", [](const std::vector<std::reference_wrapper<point>> &v) {
        for (point &p : v)
            ++p.x;
        return v;
    });
    m.def("echo_pointers", [](std::vector<point *> v) { return v; }, st::rv_policy::reference);
    m.def("no_defaults", [](const std::vector<no_default> &v) { return v; });
    m.def("throwing", [](const std::vector<throws_on_copy> &v) { return v.size(); });
    m.def("implicits", [](const std::vector<implicit> &v) {
        int sum = 0;
        for (const implicit &i : v)
            sum += i.v;
        return sum;
    });
    m.def("counts", [] {
        auto result = std::array<int, 2>{copies, moves};
        copies = moves = 0;
        return result;
    });
    m.def("cast_vector", [](st::object o) { return st::cast<std::vector<int>>(o).size(); });
    m.def("cast_nested", [](st::object o) {
        using row = std::pair<std::string, std::vector<double>>;
        return st::cast<std::vector<row>>(o).size();
    });
    m.def("cast_points", [](st::object o) { return st::cast<std::vector<point *>>(o).size(); });
    m.def("round_trip", [](std::vector<int> v) { return st::cast(std::move(v)); });
}
