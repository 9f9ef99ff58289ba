// SPDX-License-Identifier: BSD-3-Clause
// A wrapper in a variant in a vector in an optional. Compiles with TWIN defined.
#include <suture/cast/optional.h>
#include <suture/cast/variant.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(guard_nested, m) {
#if !defined(TWIN)
    m.def(
        "f", [](const std::optional<std::vector<std::variant<int, nb::list>>> &) {},
        nb::call_guard<nb::gil_scoped_release>());
#else
    m.def(
        "f", [](const std::optional<std::vector<std::variant<int, double>>> &) {},
        nb::call_guard<nb::gil_scoped_release>());
#endif
}
