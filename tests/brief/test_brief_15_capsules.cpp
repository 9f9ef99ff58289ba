// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 15: C interfaces that modules give to each other.
#include "library.h"

namespace {

struct Api {
    int version;
    int (*add)(int, int);
};
struct OtherApi {
    int x;
};
Api api_struct{3, [](int a, int b) { return a + b; }};
OtherApi other_api{4};

} // namespace

NB_MODULE(test_brief_15_capsules_ext, m) {
    auto &api = api_struct;
    // Export C API as capsule
    m.add_capsule("my_api", &api);
    m.add_capsule("newer", &api_struct, 2);
    m.add_capsule("other", &other_api);
    m.attr("number") = 5;
    m.attr("foreign") = nb::capsule(&api_struct, "foreign.api");

    m.def("untyped", [](nb::module_ m) {
        // In another module
        auto api = m.get_capsule("my_api");
        return ((Api *) api)->add(1, 2);
    });
    m.def(
        "typed",
        [](nb::module_ m, const char *name, int version) {
            return m.get_capsule<Api>(name, version)->add(3, 4);
        },
        nb::arg("m"), nb::arg("name"), nb::arg("version") = 1);
    m.def("add_null", [](nb::module_ m) { m.add_capsule("nothing", (Api *) nullptr); });
    m.def("imported_by_c", [](const char *name) {
        auto *api = (Api *) PyCapsule_Import(name, 0);
        if (!api)
            nb::raise_python_error();
        return api->version;
    });
    m.def("name_of", [](nb::capsule c) { return c.name(); });
}
