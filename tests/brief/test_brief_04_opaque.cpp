// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 4: an enumeration bound as a class with methods.
#define ENGINE_SECTION section_04
#include "engine.h"
#include "library.h"

NB_MAKE_OPAQUE(nvfuser::MmaMacro);

using namespace nvfuser;

NB_MODULE(test_brief_04_opaque_ext, m) {
    nb::class_<MmaMacro>(m, "MmaMacro")
        .def(nb::init<>())
        .def("__init__",
             [](MmaMacro *self, int m, int n, int k) {
                 new (self) MmaMacro(MmaMacro::NoMMA);
                 set_macro_part(*self, 32, m);
                 set_macro_part(*self, 16, n);
                 set_macro_part(*self, 0, k);
             })
        .def_prop_rw(
            "m", [](const MmaMacro &self) { return macro_part(self, 32); },
            [](MmaMacro &self, int value) { set_macro_part(self, 32, value); })
        .def_prop_rw(
            "n", [](const MmaMacro &self) { return macro_part(self, 16); },
            [](MmaMacro &self, int value) { set_macro_part(self, 16, value); })
        .def_prop_rw(
            "k", [](const MmaMacro &self) { return macro_part(self, 0); },
            [](MmaMacro &self, int value) { set_macro_part(self, 0, value); })
        .def("encode", [](const MmaMacro &self) { return (uint64_t) self; })
        .def("__eq__", [](MmaMacro a, MmaMacro b) { return a == b; }, nb::is_operator());
    m.attr("HOPPER") = nb::cast(MmaMacro::Hopper_64_8_16);
    nb::class_<MatmulParams>(m, "MatmulParams")
        .def(nb::init<>())
        .def_rw("mma_macro", &MatmulParams::mma_macro)
        .def_rw("stages", &MatmulParams::stages);
    m.def("macro_of", [](const MatmulParams &params) { return params.mma_macro; });
    m.def("encoded", [](MmaMacro macro) { return (uint64_t) macro; });
}
