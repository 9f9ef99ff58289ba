// SPDX-License-Identifier: BSD-3-Clause
// list_caster, the base of casters for containers with push_back.
#pragma once

#include "../../../../../../include/suture/detail/container.h"
#include "../../nanobind.h"

namespace nanobind::detail {

/// Sequences: any sequence in, a list out.
template <class List, class Entry>
struct list_caster : suture::detail::sequence_caster<List, Entry> {};

} // namespace nanobind::detail
