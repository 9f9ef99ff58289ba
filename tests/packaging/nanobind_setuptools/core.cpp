// SPDX-License-Identifier: BSD-3-Clause
// A module written for nanobind.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

NB_MODULE(_core, m) {
    m.def("add", [](int a, int b) { return a + b; });
#ifdef NB_DIALECT_LEVEL
    m.attr("level") = NB_DIALECT_LEVEL;
#endif
}
