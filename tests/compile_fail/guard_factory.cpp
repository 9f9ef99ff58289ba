// SPDX-License-Identifier: BSD-3-Clause
// A factory under such a guard. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct holder {};

SUTURE_MODULE(guard_factory, m) {
#if !defined(TWIN)
    nb::class_<holder>(m, "Holder")
        .def(nb::new_([](nb::list) { return holder(); }), nb::call_guard<nb::gil_scoped_release>());
#else
    nb::class_<holder>(m, "Holder")
        .def(nb::new_([](int) { return holder(); }), nb::call_guard<nb::gil_scoped_release>());
#endif
}
