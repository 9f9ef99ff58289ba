// SPDX-License-Identifier: BSD-3-Clause
// A view into its own conversion as an element. Compiles with TWIN defined.
#include <suture/cast/string_view.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;

#if !defined(TWIN)
using element = std::u16string_view;
#else
using element = std::string_view; // points into the str
#endif

SUTURE_MODULE(view_in_container, m) {
    m.def("f", [](const std::vector<element> &v) { return v.size(); });
}
