// SPDX-License-Identifier: BSD-3-Clause
// A translator that takes the exception itself. Compiles with TWIN defined.
#include <stdexcept>

#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(translator_parameters, m) {
#if !defined(TWIN)
    // [refused]
    nb::register_exception_translator([](const std::runtime_error &) {});
    // [end]
#else
    nb::register_exception_translator([](std::exception_ptr p) { std::rethrow_exception(p); });
#endif
}
