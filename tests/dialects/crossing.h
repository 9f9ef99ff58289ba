// SPDX-License-Identifier: BSD-3-Clause
// What the two modules share: classes that one of them binds and the other takes and returns.
#pragma once

namespace crossing {

/// Bound by the native module.
struct Metal {
    int weight = 1;
};
/// Bound by the module of the dialect, which derives it from Metal.
struct Alloy : Metal {
    int parts = 2;
};

} // namespace crossing
