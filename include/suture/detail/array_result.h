// SPDX-License-Identifier: BSD-3-Clause
// What the conversions of Eigen's types to arrays have in common.
#pragma once

#include "items.h"

namespace suture::detail {

/// The policy of a result, `automatic` where the author chose none.
constexpr rv_policy chosen_policy(rv_policy policy, rv_policy automatic) {
    return policy == rv_policy::automatic || policy == rv_policy::automatic_reference ? automatic
                                                                                      : policy;
}

/// What `make` returns; a null handle with a Python error where it threw.
template <class Make> handle guarded_result(const Make &make) noexcept {
    try {
        return make();
    } catch (...) {
        conversion_threw();
        return handle();
    }
}

} // namespace suture::detail
