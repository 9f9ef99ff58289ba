// SPDX-License-Identifier: BSD-3-Clause
// Objects that are counted, for tests that nothing is left and nothing destroyed twice. The count
// is of the including module.
#pragma once

namespace {

int alive = 0;

/// Counts its objects.
struct counted {
    counted() { ++alive; }
    counted(const counted &) { ++alive; }
    counted &operator=(const counted &) = default;
    ~counted() { --alive; }
};

} // namespace
