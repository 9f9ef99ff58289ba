// SPDX-License-Identifier: BSD-3-Clause
// A wrapper inside std::vector. Compiles with TWIN defined.
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_vector, m) {
#if !defined(TWIN)
    m.def("f", [](const std::vector<nb::object> &) {}, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [](const std::vector<double> &) {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
