// SPDX-License-Identifier: BSD-3-Clause
// What binds the class; a module without classes does not include it.
#pragma once

#include "thing.h"

namespace test_machinery {

/// The class, what uses it and the exception.
inline void bind_thing(suture::module_ m) {
    suture::class_<thing>(m, "Thing").def(suture::init<int>()).def_rw("v", &thing::v);
    m.def("value", [](const thing &t) { return t.v; });
    m.def("level_value", [](level l) { return (int) l; });
    suture::exception<thing_error>(m, "ThingError");
}

} // namespace test_machinery
