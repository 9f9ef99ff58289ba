// SPDX-License-Identifier: BSD-3-Clause
// array_caster, the base of casters for containers of a fixed size.
#pragma once

#include "../../../../../../include/suture/cast/array.h"
#include "../../nanobind.h"

namespace nanobind::detail {

/// Sequences of `Size` elements: any sequence of that size in, a list out.
template <class Array, class Entry, size_t Size>
struct array_caster : suture::detail::array_caster<Array, Entry, Size> {};

} // namespace nanobind::detail
