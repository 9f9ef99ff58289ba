// SPDX-License-Identifier: BSD-3-Clause
// std::map or std::multimap without its header. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

#include <map> // the type alone

#if defined(TWIN)
#    include <suture/cast/map.h>
#endif

SUTURE_MODULE(missing_map, m) {
    // [binding]
    m.def("f", [](std::map<int, int>) {});
    // [end]
}
