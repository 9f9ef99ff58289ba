// SPDX-License-Identifier: BSD-3-Clause
// A constructor under such a guard. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct holder {
    explicit holder(const nb::list &) {}
    explicit holder(int) {}
};

SUTURE_MODULE(guard_constructor, m) {
#if !defined(TWIN)
    nb::class_<holder>(m, "Holder")
        .def(nb::init<const nb::list &>(), nb::call_guard<nb::gil_scoped_release>());
#else
    nb::class_<holder>(m, "Holder").def(nb::init<int>(), nb::call_guard<nb::gil_scoped_release>());
#endif
}
