// SPDX-License-Identifier: BSD-3-Clause
// std::function without its header. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

#include <functional> // the type alone

#if defined(TWIN)
#    include <suture/cast/function.h>
#endif

SUTURE_MODULE(missing_function, m) {
    // [binding]
    m.def("f", [](std::function<void()>) {});
    // [end]
}
