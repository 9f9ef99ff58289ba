// SPDX-License-Identifier: BSD-3-Clause
// std::vector without its header. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

#include <vector> // the type alone

#if defined(TWIN)
#    include <suture/cast/vector.h>
#endif

SUTURE_MODULE(missing_vector, m) {
    // [binding]
    m.def("f", [](const std::vector<int> &) {});
    // [end]
}
