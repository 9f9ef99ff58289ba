// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 7: return value policies of objects that an arena owns.
#define ENGINE_SECTION section_07
#include "bind_ir.h"

using namespace nvfuser;

NB_MODULE(test_brief_07_lifetime_ext, m) {
    // Its lines have the brief's form:
    // .def("definition", &Val::definition, nb::rv_policy::reference)
    bind_ir(m);
    // Wrappers without an owner: what nanobind means by reference.
    m.def("raw_definition", [](Val &val) { return val.definition(); }, library::unowned);
    m.def("raw_val", [](Expr &expr) { return expr.output(); }, library::unowned);
    m.def(
        "apply",
        [](Fusion &fusion, std::vector<Val *> inputs) { return fusion.apply("apply", inputs); },
        library::unowned, nb::keep_alive<0, 1>());
    // A Fusion that C++ owns.
    static Fusion global;
    static TensorView *first = global.define_tensor({1});
    m.def("global_fusion", [] { return &global; }, library::unowned);
    m.def("first_global", [] { return first; }, library::unowned);
    m.def("fusion_address", [](const Fusion &fusion) { return (uint64_t) &fusion; });
}
