// SPDX-License-Identifier: BSD-3-Clause
// What C++23 adds, there and back: std::expected. Built as C++23 where the compiler can.
#include <stdexcept> // runtime_error

#include <suture/cast/expected.h>
#include <suture/cast/string.h>
#include <suture/suture.h>

namespace st = suture;

SUTURE_MODULE(test_casts_cpp23_ext, m) {
#if defined(__cpp_lib_expected)
    m.def("expected", [](int v) -> std::expected<int, std::string> {
        if (v < 0)
            return std::unexpected("negative");
        return v;
    });
    m.def("expected_void", [](bool ok) -> std::expected<void, std::runtime_error> {
        if (!ok)
            return std::unexpected(std::runtime_error("failed"));
        return {};
    });
    m.def("expected_argument", [](std::expected<int, std::string> v) { return *v; });
#endif
    (void) m; // in an older C++
}
