// SPDX-License-Identifier: BSD-3-Clause
// A wrapper inside std::pair, as the result. Compiles with TWIN defined.
#include <suture/cast/pair.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_pair, m) {
#if !defined(TWIN)
    m.def("f", [] { return std::pair<int, nb::dict>(); }, nb::call_guard<nb::gil_scoped_release>());
#else
    m.def("f", [] { return std::pair<int, int>(); }, nb::call_guard<nb::gil_scoped_release>());
#endif
}
