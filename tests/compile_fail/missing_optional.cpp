// SPDX-License-Identifier: BSD-3-Clause
// std::optional without its header. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

#include <optional> // the type alone

#if defined(TWIN)
#    include <suture/cast/optional.h>
#endif

SUTURE_MODULE(missing_optional, m) {
    // [binding]
    m.def("f", [](std::optional<int>) {});
    // [end]
}
