// SPDX-License-Identifier: BSD-3-Clause
// The class that the two modules exchange.
#pragma once

/// Holds a number. Visible, so that its type information is one across the modules.
struct __attribute__((visibility("default"))) box {
    explicit box(int value) : value(value) {}
    int value;
};
