// SPDX-License-Identifier: BSD-3-Clause
// Something that is no attribute after a function. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(no_attribute, m) {
#if !defined(TWIN)
    m.def("f", [](int) {}, 5);
#else
    m.def("f", [](int) {}, "a docstring");
#endif
}
