// SPDX-License-Identifier: BSD-3-Clause
// An enumeration bound with class_. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

enum class color { red };

#if defined(TWIN)
SUTURE_MAKE_OPAQUE(color)
#endif

SUTURE_MODULE(enum_with_class, m) {
    // [refused]
    nb::class_<color>(m, "Color");
    // [end]
}
