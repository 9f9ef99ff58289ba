// SPDX-License-Identifier: BSD-3-Clause
// The same, by a runtime with records of its own layout: as if another release had made it.
#include "bind_thing.h"

SUTURE_MODULE(test_machinery_other_ext, m, suture::multiple_interpreters::shared_gil()) {
    test_machinery::bind_thing(m);
}
