// SPDX-License-Identifier: BSD-3-Clause
// std::vector from any sequence but str and bytes, and as a list.
#pragma once

#include <vector>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Allocator>
struct type_caster<std::vector<E, Allocator>> : sequence_caster<std::vector<E, Allocator>, E> {};

} // namespace suture::detail
