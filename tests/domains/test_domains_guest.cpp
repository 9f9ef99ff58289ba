// SPDX-License-Identifier: BSD-3-Clause
// A module that binds no type: it uses those of its domain.
#include "shapes.h"

SUTURE_MODULE(test_domains_guest_ext, m) { shapes::bind_functions(m); }
