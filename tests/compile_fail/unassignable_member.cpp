// SPDX-License-Identifier: BSD-3-Clause
// A data member that cannot be assigned, writable. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct part {
    explicit part(int x) : x(x) {}
    part(const part &) = default;
    part &operator=(const part &) = delete;
    int x;
};
struct whole {
    part p{1};
};

SUTURE_MODULE(unassignable_member, m) {
    nb::class_<part>(m, "Part");
#if !defined(TWIN)
    nb::class_<whole>(m, "Whole").def_rw("p", &whole::p);
#else
    nb::class_<whole>(m, "Whole").def_ro("p", &whole::p);
#endif
}
