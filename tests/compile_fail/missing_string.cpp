// SPDX-License-Identifier: BSD-3-Clause
// std::string (or wstring, u16string, ...) without its header. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

#include <string> // the type alone

#if defined(TWIN)
#    include <suture/cast/string.h>
#endif

SUTURE_MODULE(missing_string, m) {
    // [binding]
    m.def("f", [] { return std::string(); });
    // [end]
}
