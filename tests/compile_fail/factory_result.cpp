// SPDX-License-Identifier: BSD-3-Clause
// A factory that returns another class. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {};
struct car {};

SUTURE_MODULE(factory_result, m) {
#if !defined(TWIN)
    nb::class_<pet>(m, "Pet").def(nb::new_([] { return car(); }));
#else
    nb::class_<pet>(m, "Pet").def(nb::new_([] { return pet(); }));
#endif
}
