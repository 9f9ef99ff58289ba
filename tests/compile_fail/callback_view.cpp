// SPDX-License-Identifier: BSD-3-Clause
// A callback that returns a view of what nobody keeps. Compiles with TWIN defined.
#include <suture/cast/function.h>
#include <suture/cast/string.h>
#include <suture/cast/string_view.h>
#include <suture/suture.h>

namespace nb = suture;

#if !defined(TWIN)
using text = std::string_view;
#else
using text = std::string;
#endif

SUTURE_MODULE(callback_view, m) {
    m.def("f", [](const std::function<text()> &f) { return f().size(); });
}
