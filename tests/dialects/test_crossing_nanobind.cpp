// SPDX-License-Identifier: BSD-3-Clause
// A module of NB_MODULE beside one of SUTURE_MODULE: the classes of either are known to both.
#include <nanobind/nanobind.h>

#include "crossing.h"

namespace nb = nanobind;
using namespace crossing;

NB_MODULE(test_crossing_nanobind_ext, m) {
    nb::module_::import_("test_crossing_native_ext");
    nb::class_<Alloy, Metal>(m, "Alloy").def(nb::init<>()).def_rw("parts", &Alloy::parts);
    m.def("weight", [](const Metal &metal) { return metal.weight; });
    m.def("make_metal", [] { return Metal(); });
    m.def("same", [](Metal *metal) { return metal; }, nb::rv_policy::reference);
}
