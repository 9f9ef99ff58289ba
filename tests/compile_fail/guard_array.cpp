// SPDX-License-Identifier: BSD-3-Clause
// A wrapper inside std::array. Compiles with TWIN defined.
#include <suture/cast/array.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_array, m) {
#if !defined(TWIN)
    m.def("f", [](std::array<nb::object, 2>) {}, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [](std::array<int, 2>) {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
