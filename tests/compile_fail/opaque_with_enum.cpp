// SPDX-License-Identifier: BSD-3-Clause
// An opaque enumeration bound with enum_. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

enum class color { red };

#if !defined(TWIN)
SUTURE_MAKE_OPAQUE(color)
#endif

SUTURE_MODULE(opaque_with_enum, m) { nb::enum_<color>(m, "Color"); }
