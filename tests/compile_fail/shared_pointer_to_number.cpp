// SPDX-License-Identifier: BSD-3-Clause
// A smart pointer to what is converted. Compiles with TWIN defined.
#include <memory>

#include <suture/cast/shared_ptr.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {};

SUTURE_MODULE(shared_pointer_to_number, m) {
#if !defined(TWIN)
    m.def("f", [](std::shared_ptr<int>) {});
#else
    m.def("f", [](std::shared_ptr<pet>) {});
#endif
}
