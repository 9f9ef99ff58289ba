// SPDX-License-Identifier: BSD-3-Clause
// A method under such a guard. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct holder {
    int take(nb::list) { return 1; }
    int give(int) { return 1; }
};

SUTURE_MODULE(guard_method, m) {
#if !defined(TWIN)
    nb::class_<holder>(m, "Holder")
        .def("f", &holder::take, nb::call_guard<nb::gil_scoped_release>());
#else
    nb::class_<holder>(m, "Holder")
        .def("f", &holder::give, nb::call_guard<nb::gil_scoped_release>());
#endif
}
