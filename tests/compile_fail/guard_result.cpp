// SPDX-License-Identifier: BSD-3-Clause
// A wrapper as the result. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_result, m) {
#if !defined(TWIN)
    m.def("f", [] { return nb::none(); }, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [] {}, nb::call_guard<nb::gil_scoped_release>());
#endif
}
