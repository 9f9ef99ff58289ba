// SPDX-License-Identifier: BSD-3-Clause
// What the modules of test_machinery.py bind or take.
#pragma once

#include <exception>

#include <suture/cast/shared_ptr.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace test_machinery {

struct thing {
    int v;
};
enum class level { low, high };
struct thing_error : std::exception {
    const char *what() const noexcept override { return "a thing went wrong"; }
};

} // namespace test_machinery
