// SPDX-License-Identifier: BSD-3-Clause
// nanobind::rv_policy. In 2.x an enumeration, whose values are template arguments by its name: that
// is Suture's own. In 3.x a class with an enumeration inside. C++17 has no type that is both.
#pragma once

#include "../../../../../include/suture/attributes.h"
#include "defs.h"

#if NB_VERSION_MAJOR >= 3
namespace nanobind {

/// What happens to a C++ object that is returned to Python. The constants have the type of `value`,
/// so that each is an attribute of a function, a template argument and a run-time policy.
struct rv_policy {
    using value = suture::rv_policy;

    static constexpr value automatic = value::automatic, automatic_v = automatic;
    static constexpr value automatic_reference = value::automatic_reference,
                           automatic_reference_v = automatic_reference;
    static constexpr value take_ownership = value::take_ownership,
                           take_ownership_v = take_ownership;
    static constexpr value copy = value::copy, copy_v = copy;
    static constexpr value move = value::move, move_v = move;
    static constexpr value reference = value::reference, reference_v = reference;
    static constexpr value reference_internal = value::reference_internal,
                           reference_internal_v = reference_internal;
    static constexpr value none = value::none, none_v = none;

    // Public: from C++20 on the class is a type of template parameters, as in 2.x.
    value chosen = automatic;

    constexpr rv_policy() = default;
    constexpr rv_policy(value policy) : chosen(policy) {}
    constexpr operator value() const { return chosen; }
};

} // namespace nanobind

namespace suture::detail {
template <> struct attribute<nanobind::rv_policy> : attribute<rv_policy> {};
} // namespace suture::detail
#endif
