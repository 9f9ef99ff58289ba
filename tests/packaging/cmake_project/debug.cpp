// SPDX-License-Identifier: BSD-3-Clause
// Binds the class for another mode of the C++ library.
#define _GLIBCXX_DEBUG 1
#include <suture/suture.h>

#include "box.h"

SUTURE_MODULE(debug, m) {
    suture::class_<box>(m, "Box").def(suture::init<int>());
    m.def("open_box", [](const box &b) { return b.value; });
}
