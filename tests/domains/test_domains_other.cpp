// SPDX-License-Identifier: BSD-3-Clause
// A module of a domain of its own; see tests/CMakeLists.txt.
#include "shapes.h"

SUTURE_MODULE(test_domains_other_ext, m) {
    shapes::bind_types(m);
    shapes::bind_functions(m);
    shapes::translate_failures<0>("other");
}
