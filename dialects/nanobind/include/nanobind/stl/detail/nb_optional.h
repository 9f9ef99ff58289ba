// SPDX-License-Identifier: BSD-3-Clause
// optional_caster, the base of casters for classes like std::optional.
#pragma once

#include "../../../../../../include/suture/cast/optional.h"
#include "../../nanobind.h"

namespace nanobind::detail {

/// A value or None.
template <class Optional, class T = typename Optional::value_type>
struct optional_caster : suture::detail::optional_caster<Optional, T> {};

} // namespace nanobind::detail
