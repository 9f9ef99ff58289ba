// SPDX-License-Identifier: BSD-3-Clause
// Maps bound as classes.
#include <map>           // the subject
#include <string>        // keys
#include <unordered_map> // the subject
#include <vector>        // values

#include <suture/bind_map.h>
#include <suture/cast/string.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;

struct value {
    int v;
    explicit value(int v = 0) : v(v) { ++alive; }
    value(const value &other) : v(other.v) { ++alive; }
    value &operator=(const value &) = default;
    ~value() { --alive; }
};
struct no_copy {
    int value;
    explicit no_copy(int v) : value(v) {}
    no_copy(const no_copy &) = delete;
    no_copy &operator=(const no_copy &) = delete;
    no_copy(no_copy &&) = default;
    no_copy &operator=(no_copy &&) = default;
};

using ordered = std::map<std::string, double>;
using hashed = std::unordered_map<std::string, double>;
using constant = std::map<std::string, const double>;
using hashed_constant = std::unordered_map<std::string, const double>;

} // namespace

SUTURE_MAKE_OPAQUE(ordered)
SUTURE_MAKE_OPAQUE(hashed)
SUTURE_MAKE_OPAQUE(constant)
SUTURE_MAKE_OPAQUE(hashed_constant)
SUTURE_MAKE_OPAQUE(std::map<int, value>)
SUTURE_MAKE_OPAQUE(std::map<int, no_copy>)
SUTURE_MAKE_OPAQUE(std::vector<no_copy>)
SUTURE_MAKE_OPAQUE(std::unordered_map<int, std::vector<no_copy>>)

SUTURE_MODULE(test_bind_map_ext, m) {
    m.def("alive", [] { return alive; });
    st::bind_map<ordered>(m, "Map", "Text to number.");
    st::bind_map<ordered>(m, "MapAgain");
    st::bind_map<hashed>(m, "Hashed");
    st::bind_map<constant>(m, "Constant");
    st::bind_map<hashed_constant>(m, "HashedConstant");

    st::class_<value>(m, "Value").def(st::init<int>()).def_rw("v", &value::v);
    st::bind_map<std::map<int, value>>(m, "Values");

    st::class_<no_copy>(m, "NoCopy").def(st::init<int>()).def_rw("value", &no_copy::value);
    st::bind_map<std::map<int, no_copy>, st::rv_policy::reference_internal>(m, "NoCopies");
    st::bind_vector<std::vector<no_copy>, st::rv_policy::reference_internal>(m, "Row");
    st::bind_map<std::unordered_map<int, std::vector<no_copy>>, st::rv_policy::reference_internal>(
        m, "Rows");
    m.def("no_copies", [](int n) {
        auto *map = new std::map<int, no_copy>();
        for (int i = 1; i <= n; ++i)
            map->emplace(i, no_copy(10 * i));
        return map;
    });
    m.def("rows", [](int n) {
        auto *map = new std::unordered_map<int, std::vector<no_copy>>();
        for (int i = 1; i <= n; ++i)
            for (int j = 1; j <= n; ++j)
                (*map)[i].emplace_back(j);
        return map;
    });
    m.def("total", [](const ordered &map) {
        double sum = 0;
        for (const auto &item : map)
            sum += item.second;
        return sum;
    });
}
