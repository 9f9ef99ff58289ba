// SPDX-License-Identifier: BSD-3-Clause
// A module for another mode of the C++ library, with which it can share no type either.
#if !defined(_GLIBCXX_DEBUG)
#    define _GLIBCXX_DEBUG 1
#endif
#include "shapes.h"

SUTURE_MODULE(test_domains_debug_ext, m) {
    shapes::bind_types(m);
    shapes::bind_functions(m);
    shapes::translate_failures<1>("debug");
}
