// SPDX-License-Identifier: BSD-3-Clause
// Exceptions that test_errors registers and test_errors_other throws.
#pragma once

#include <stdexcept>

namespace errors_shared {

/// Registered for every module.
struct shared_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Registered for test_errors only.
struct local_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Registered by both: each gets its own.
struct twice_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace errors_shared
