// SPDX-License-Identifier: BSD-3-Clause
// A data member of another class. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {
    int age;
};
struct car {
    int wheels;
};

SUTURE_MODULE(foreign_member, m) {
#if !defined(TWIN)
    // [refused]
    nb::class_<pet>(m, "Pet").def_rw("wheels", &car::wheels);
    // [end]
#else
    nb::class_<pet>(m, "Pet").def_rw("age", &pet::age);
#endif
}
