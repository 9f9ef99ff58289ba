// SPDX-License-Identifier: BSD-3-Clause
// set_caster, the base of casters for set-like containers.
#pragma once

#include "../../../../../../include/suture/detail/container.h"
#include "../../nanobind.h"

namespace nanobind::detail {

/// Sets: any iterable in, a set out.
template <class Set, class Key> struct set_caster : suture::detail::set_caster<Set, Key> {};

} // namespace nanobind::detail
