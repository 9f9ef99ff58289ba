// SPDX-License-Identifier: BSD-3-Clause
// Maps and sets there and back.
#include <suture/cast/map.h>
#include <suture/cast/set.h>
#include <suture/cast/string.h>
#include <suture/cast/unordered_map.h>
#include <suture/cast/unordered_set.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

struct point {
    explicit point(int x) : x(x) {}
    int x;
    bool operator<(const point &other) const { return x < other.x; }
};

template <class C> void def_container(st::module_ &m, const char *name) {
    m.def(name, [](const C &c) { return c; });
}

} // namespace

SUTURE_MODULE(test_casts_maps_sets_ext, m) {
    st::class_<point>(m, "Point").def(st::init<int>()).def_rw("x", &point::x);

    def_container<std::set<int>>(m, "set_int");
    def_container<std::unordered_set<int>>(m, "unordered_set_int");
    def_container<std::set<std::string>>(m, "set_string");
    def_container<std::multiset<int>>(m, "multiset_int");
    def_container<std::unordered_multiset<int>>(m, "unordered_multiset_int");
    def_container<std::map<std::string, int>>(m, "map_int");
    def_container<std::unordered_map<std::string, int>>(m, "unordered_map_int");
    def_container<std::map<int, std::vector<std::string>>>(m, "map_vector");
    def_container<std::multimap<std::string, int>>(m, "multimap_int");
    def_container<std::unordered_multimap<std::string, int>>(m, "unordered_multimap_int");

    m.def("overloaded", [](const std::set<int> &s) { return "int " + std::to_string(s.size()); });
    m.def("overloaded",
          [](const std::set<std::string> &s) { return "str " + std::to_string(s.size()); });
    m.def("strict", [](const std::set<int> &s) { return s; }, st::arg("s").noconvert());
    m.def("points", [](const std::map<int, point> &points) { return points; });
    m.def("point_set", [](int n) {
        std::set<point> result;
        for (int i = 0; i < n; ++i)
            result.emplace(i);
        return result;
    });
    m.def("move_points", [](const std::map<std::string, point *> &points) {
        for (auto &item : points)
            ++item.second->x;
    });
    m.def("cast_map",
          [](st::object o) { return st::cast<std::map<std::string, std::set<int>>>(o).size(); });
    m.def("set_of_vectors", [] { return std::set<std::vector<int>>{{1}}; });
}
