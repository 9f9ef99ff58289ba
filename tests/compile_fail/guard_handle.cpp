// SPDX-License-Identifier: BSD-3-Clause
// A handle by value. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_handle, m) {
#if !defined(TWIN)
    m.def("f", [](nb::handle) {}, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [](int) {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
