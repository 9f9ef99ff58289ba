// SPDX-License-Identifier: BSD-3-Clause
// Two smart pointers for one class. Compiles with TWIN defined.
#include <memory>

#include <suture/cast/shared_ptr.h>
#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct pet {};

SUTURE_MODULE(two_holders, m) {
#if !defined(TWIN)
    // [refused]
    nb::class_<pet, std::shared_ptr<pet>, std::unique_ptr<pet>>(m, "Pet");
    // [end]
#else
    nb::class_<pet, std::shared_ptr<pet>>(m, "Pet");
#endif
}
