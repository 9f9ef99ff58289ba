// SPDX-License-Identifier: BSD-3-Clause
// SUTURE_MAKE_OPAQUE: classes out of types that have a conversion, containers and enumerations.
#include <suture/cast/map.h>
#include <suture/cast/optional.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

enum class macro : int { none = 0, small = 16, large = 32 };

struct params {
    macro mma = macro::none;
    std::vector<int> sizes;
};

SUTURE_MAKE_OPAQUE(std::vector<int>)
SUTURE_MAKE_OPAQUE(std::map<std::string, std::vector<double>>);
SUTURE_MAKE_OPAQUE(macro);

namespace {

using numbers = std::vector<int>;
using table = std::map<std::string, std::vector<double>>;

} // namespace

SUTURE_MODULE(test_casts_opaque_ext, m) {
    st::class_<numbers>(m, "Numbers")
        .def(st::init<>())
        .def("append", [](numbers &n, int value) { n.push_back(value); })
        .def("list",
             [](const numbers &n) { return st::cast(std::vector<int64_t>(n.begin(), n.end())); })
        .def("__len__", [](const numbers &n) { return n.size(); });
    st::class_<table>(m, "Table")
        .def(st::init<>())
        .def("set", [](table &t, const std::string &key,
                       std::vector<double> row) { t[key] = std::move(row); })
        .def("get", [](const table &t, const std::string &key) { return t.at(key); });
    st::class_<macro>(m, "Macro")
        .def("__init__", [](macro *self, int k) { new (self) macro((macro) k); })
        .def_prop_rw(
            "k", [](const macro &self) { return (int) self; },
            [](macro &self, int k) { self = (macro) k; })
        .def("__eq__", [](const macro &a, const macro &b) { return a == b; });
    st::class_<params>(m, "Params")
        .def(st::init<>())
        .def_rw("mma", &params::mma)
        .def_rw("sizes", &params::sizes);

    m.def("fill", [](numbers &n) { n.assign(3, 7); });
    m.def("by_value", [](numbers n) { return n; });
    m.def("nested", [](const std::vector<numbers> &v) { return v.size(); });
    m.def("optional", [](const std::optional<numbers> &n) { return n ? (int) n->size() : -1; });
    m.def("shared", [](const std::shared_ptr<numbers> &n) { return n->size(); });
    m.def("other_vector", [](const std::vector<double> &v) { return v; });
    m.def("macro", [](macro k) { return k; });
    m.def("macros", [](const std::vector<macro> &v) { return v; });
}
