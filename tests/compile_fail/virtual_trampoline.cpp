// SPDX-License-Identifier: BSD-3-Clause
// A trampoline that derives from its class virtually. Compiles with TWIN defined.
#include <suture/suture.h>

namespace nb = suture;

struct animal {
    virtual ~animal() = default;
    virtual int legs() const { return 4; }
};
#if !defined(TWIN)
// [refused]
struct py_animal : virtual animal {
    // [end]
#else
struct py_animal : animal {
#endif
    SUTURE_TRAMPOLINE(animal)
    int legs() const override { SUTURE_OVERRIDE(legs); }
};

SUTURE_MODULE(virtual_trampoline, m) {
    nb::class_<animal, py_animal>(m, "Animal").def(nb::init<>());
}
