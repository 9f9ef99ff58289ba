// SPDX-License-Identifier: BSD-3-Clause
// A module that binds no class, and takes and returns one that others bind.
#include "thing.h"

namespace st = suture;
using namespace test_machinery;

SUTURE_MODULE(test_machinery_plain_ext, m, st::multiple_interpreters::shared_gil()) {
    st::enum_<level>(m, "Level").value("Low", level::low).value("High", level::high);
    m.def("level_value", [](level l) { return (int) l; });
    m.def("value", [](const thing &t) { return t.v; });
    m.def("pointer", [](const thing *t) { return t ? t->v : -1; }, st::arg("t").none());
    m.def("shared", [](const std::shared_ptr<thing> &t) { return t->v; });
    m.def("total", [](const std::vector<thing> &all) {
        int sum = 0;
        for (const thing &t : all)
            sum += t.v;
        return sum;
    });
    m.def("make", [](int v) { return thing{v}; });
    m.def("make_pointer", [](int v) { return new thing{v}; });
    m.def("make_null", []() -> thing * { return nullptr; });
    m.def("make_shared", [](int v) { return std::make_shared<thing>(thing{v}); });
    m.def("make_some", [](int n) { return std::vector<thing>((size_t) n, thing{n}); });
    m.def("fail", [] { throw thing_error(); });
    m.def("tie", [](st::handle, st::handle) {}, st::keep_alive<1, 2>());
    m.def("thing_type", [] { return st::type<thing>(); });
    m.def("is_instance", [](st::handle h) { return st::isinstance<thing>(h); });
}
