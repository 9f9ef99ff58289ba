// SPDX-License-Identifier: BSD-3-Clause
// A module of the default domain.
#include "shapes.h"

SUTURE_MODULE(test_domains_default_ext, m) {
    shapes::bind_types(m);
    shapes::bind_functions(m);
}
