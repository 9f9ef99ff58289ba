// SPDX-License-Identifier: BSD-3-Clause
// A module of SUTURE_MODULE beside one of NB_MODULE: the classes of either are known to both.
#include <suture/suture.h>

#include "crossing.h"

namespace sn = suture;
using namespace crossing;

SUTURE_MODULE(test_crossing_native_ext, m) {
    sn::class_<Metal>(m, "Metal").def(sn::init<>()).def_rw("weight", &Metal::weight);
    m.def("weight", [](const Metal &metal) { return metal.weight; });
    m.def("parts", [](const Alloy &alloy) { return alloy.parts; });
    m.def("make_alloy", [] { return Alloy(); });
}
