// SPDX-License-Identifier: BSD-3-Clause
// A wrapper inside std::optional. Compiles with TWIN defined.
#include <suture/cast/optional.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_optional, m) {
#if !defined(TWIN)
    m.def("f", [](std::optional<nb::str>) {}, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [](std::optional<int>) {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
