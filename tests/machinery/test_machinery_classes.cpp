// SPDX-License-Identifier: BSD-3-Clause
// A module that binds a class.
#include "bind_thing.h"

SUTURE_MODULE(test_machinery_classes_ext, m, suture::multiple_interpreters::shared_gil()) {
    test_machinery::bind_thing(m);
}
