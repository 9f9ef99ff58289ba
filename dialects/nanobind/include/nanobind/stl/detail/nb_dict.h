// SPDX-License-Identifier: BSD-3-Clause
// dict_caster, the base of casters for map-like containers.
#pragma once

#include "../../../../../../include/suture/detail/container.h"
#include "../../nanobind.h"

namespace nanobind::detail {

/// Mappings: any mapping in, a dict out.
template <class Dict, class Key, class Mapped>
struct dict_caster : suture::detail::map_caster<Dict, Key, Mapped> {};

} // namespace nanobind::detail
