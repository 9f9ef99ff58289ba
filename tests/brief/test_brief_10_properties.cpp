// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 10: properties by getter and setter, and data members.
#include "library.h"
#define ENGINE_SECTION section_10
#include "engine.h"

using namespace nvfuser;

namespace {

struct MyClass {
    int member = 3;
    std::string name = "name";
    uint16_t small = 1;
    const int fixed = 5;
};

} // namespace

NB_MODULE(test_brief_10_properties_ext, m) {
    nb::class_<LaunchParams>(m, "LaunchParams")
        .def(nb::init<>())
        .def_prop_rw(
            "bdimx", [](LaunchParams &self) { return self.bdimx(); },
            [](LaunchParams &self, int64_t val) { self.bindUnsafe(val, ParallelType::TIDx); })
        .def_prop_rw(
            "bdimy", [](LaunchParams &self) { return self.bdimy(); },
            [](LaunchParams &self, int64_t val) {
                if (val > 1024)
                    throw nb::value_error("bdimy: at most 1024 threads");
                self.bindUnsafe(val, ParallelType::TIDy);
            },
            "Threads along y.")
        .def_prop_ro("threads", [](LaunchParams &self) { return self.bdimx() * self.bdimy(); });

    nb::class_<MyClass>(m, "MyClass")
        .def(nb::init<>())
        .def_rw("member", &MyClass::member)
        .def_rw("name", &MyClass::name)
        .def_rw("small", &MyClass::small)
        .def_ro("fixed", &MyClass::fixed);
    m.def("sum", [](const MyClass &self) { return self.member + self.small; });
    m.def("bdimx_of", [](const LaunchParams &params) { return params.bdimx(); });
}
