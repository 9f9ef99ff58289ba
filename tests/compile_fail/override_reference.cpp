// SPDX-License-Identifier: BSD-3-Clause
// An override that returns a reference to what is converted. Compiles with TWIN defined.
#include <string>

#include <suture/cast/string.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct animal {
    virtual ~animal() = default;
#if !defined(TWIN)
    // [refused]
    virtual const std::string &name() const = 0;
    // [end]
#else
    // [accepted]
    virtual std::string name() const = 0;
    // [end]
#endif
};
struct py_animal : animal {
    SUTURE_TRAMPOLINE(animal)
#if !defined(TWIN)
    const std::string &name() const override { SUTURE_OVERRIDE_PURE(name); }
#else
    std::string name() const override { SUTURE_OVERRIDE_PURE(name); }
#endif
};

SUTURE_MODULE(override_reference, m) {
    nb::class_<animal, py_animal>(m, "Animal").def(nb::init<>());
}
