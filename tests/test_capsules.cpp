// SPDX-License-Identifier: BSD-3-Clause
// Capsules, C APIs of modules, and submodules.
#include <suture/suture.h>

namespace st = suture;

namespace {

struct shape {
    int sides;
};
struct api_table {
    int answer;
};
api_table api{42};
int cleanups = 0;

void bind_capsule_objects(st::module_ &m) {
    m.def("capsule_make",
          [] { return st::capsule(&api, "test.name", [](void *) { ++cleanups; }); });
    m.def("capsule_null", [] { return st::capsule(nullptr, "test.name"); });
    m.def("capsule_throwing_cleanup",
          [] { return st::capsule(&api, [](void *) { throw st::value_error("from cleanup"); }); });
    m.def("capsule_read", [](st::capsule c) {
        return st::make_tuple(st::str(c.name()), ((api_table *) c.data())->answer);
    });
    m.def("capsule_data_named",
          [](st::capsule c, const char *n) { return ((api_table *) c.data(n))->answer; });
    m.def("cleanups", [] { return cleanups; });
}

void bind_capsules(st::module_ &m) {
    m.add_capsule("api", &api).add_capsule("api2", &api, 2);
    m.def("get", [m] { return m.get_capsule<api_table>("api")->answer; });
    m.def("get_untyped", [m] { return ((api_table *) m.get_capsule("api"))->answer; });
    m.def("get_missing", [m] { return m.get_capsule<api_table>("nothing")->answer; });
    m.def("get_wrong_type", [m] { return m.get_capsule<shape>("api")->sides; });
    m.def("get_wrong_version", [m] { return m.get_capsule<api_table>("api2", 3)->answer; });
    m.def("get_version", [m] { return m.get_capsule<api_table>("api2", 2)->answer; });
    m.def("get_no_capsule", [m] { return m.get_capsule<api_table>("get")->answer; });
    m.def("get_foreign", [](st::module_ o) { return o.get_capsule("foreign") == (void *) &api; });
    m.def("get_foreign_typed", [](st::module_ o) { return o.get_capsule<api_table>("foreign"); });
    m.def("foreign", [] { return st::steal(PyCapsule_New(&api, "elsewhere", nullptr)); });
    m.def("add_null", [m]() mutable { m.add_capsule("null", (api_table *) nullptr); });
    m.def_submodule("sub", "A submodule.").def("f", [] { return 1; });
}

} // namespace

SUTURE_MODULE(test_capsules_ext, m) {
    bind_capsule_objects(m);
    bind_capsules(m);
}
