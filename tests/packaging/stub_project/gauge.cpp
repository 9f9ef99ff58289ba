// SPDX-License-Identifier: BSD-3-Clause
// A module with a submodule.
#include <suture/suture.h>

SUTURE_MODULE(gauge, m) {
    using namespace suture::literals;
    m.def("read", [](int at) { return at * 0.5; }, "at"_a, "Read the gauge.");
    m.attr("limit") = 7;
    m.attr("_unit") = "mm";
    m.def_submodule("scale").def("double", [](double v) { return 2 * v; }, "v"_a);
}
