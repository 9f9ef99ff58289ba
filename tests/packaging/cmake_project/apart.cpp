// SPDX-License-Identifier: BSD-3-Clause
// Binds the class for a domain of its own.
#include <suture/suture.h>

#include "box.h"

SUTURE_MODULE(apart, m) {
    suture::class_<box>(m, "Box").def(suture::init<int>());
    m.def("open_box", [](const box &b) { return b.value; });
}
