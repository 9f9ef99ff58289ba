// SPDX-License-Identifier: BSD-3-Clause
// Takes the class that the other module binds.
#include <suture/suture.h>

#include "box.h"

static int open_box(const box &b) { return b.value; }

SUTURE_MODULE(taker, m) { m.def("open_box", &open_box); }
