// SPDX-License-Identifier: BSD-3-Clause
// typed<> is a wrapper too. Compiles with TWIN defined.
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_typed, m) {
#if !defined(TWIN)
    m.def("f", [](nb::typed<nb::list, int>) {}, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [](std::vector<int>) {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
