// SPDX-License-Identifier: BSD-3-Clause
// Binds the class.
#include <suture/suture.h>

#include "box.h"

SUTURE_MODULE(maker, m) {
    suture::class_<box>(m, "Box").def(suture::init<int>()).def_rw("value", &box::value);
    m.attr("standard") = (long) __cplusplus;
}
