// SPDX-License-Identifier: BSD-3-Clause
// new_<T>() on another class. Compiles with TWIN defined.
#include <memory>

#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {};
struct car {};

SUTURE_MODULE(factory_of_another, m) {
#if !defined(TWIN)
    nb::class_<pet>(m, "Pet").def(nb::new_<car>([] { return std::make_unique<car>(); }));
#else
    nb::class_<pet>(m, "Pet").def(nb::new_<pet>([] { return std::make_unique<pet>(); }));
#endif
}
