// SPDX-License-Identifier: BSD-3-Clause
// A number by reference, to be changed. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(number_by_reference, m) {
#if !defined(TWIN)
    // [refused]
    m.def("increment", [](int &x) { ++x; });
    // [end]
#else
    // [accepted]
    m.def("increment", [](int x) { return x + 1; });
    // [end]
#endif
}
