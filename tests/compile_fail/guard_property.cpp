// SPDX-License-Identifier: BSD-3-Clause
// A property's getter under such a guard. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct holder {};

SUTURE_MODULE(guard_property, m) {
#if !defined(TWIN)
    nb::class_<holder>(m, "Holder")
        .def_prop_ro(
            "x", [](holder &) { return nb::list(); }, nb::call_guard<nb::gil_scoped_release>());
#else
    nb::class_<holder>(m, "Holder")
        .def_prop_ro("x", [](holder &) { return 1; }, nb::call_guard<nb::gil_scoped_release>());
#endif
}
