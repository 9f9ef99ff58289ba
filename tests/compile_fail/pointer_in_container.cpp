// SPDX-License-Identifier: BSD-3-Clause
// A pointer to a converted value as an element. Compiles with TWIN defined.
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;

#if !defined(TWIN)
using element = int *;
#else
using element = int;
#endif

SUTURE_MODULE(pointer_in_container, m) {
    m.def("f", [](const std::vector<element> &v) { return v.size(); });
}
