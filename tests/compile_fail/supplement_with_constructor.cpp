// SPDX-License-Identifier: BSD-3-Clause
// A supplement that would have to be constructed. Compiles with TWIN defined.
#include <string>

#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {};
#if !defined(TWIN)
using supplement = std::string;
#else
using supplement = int;
#endif

SUTURE_MODULE(supplement_with_constructor, m) {
    nb::class_<pet>(m, "Pet", nb::supplement_for<supplement>());
}
