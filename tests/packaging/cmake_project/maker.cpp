// SPDX-License-Identifier: BSD-3-Clause
// Binds the class.
#include <suture/suture.h>

#include "box.h"

#if defined(EXPECTED_STANDARD)
static_assert(__cplusplus == EXPECTED_STANDARD, "another language version than asked for");
#endif

SUTURE_MODULE(maker, m) {
    suture::class_<box>(m, "Box").def(suture::init<int>()).def_rw("value", &box::value);
}
