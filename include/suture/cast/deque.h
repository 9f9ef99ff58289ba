// SPDX-License-Identifier: BSD-3-Clause
// std::deque from any sequence but str and bytes, and as a list.
#pragma once

#include <deque>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Allocator>
struct type_caster<std::deque<E, Allocator>> : sequence_caster<std::deque<E, Allocator>, E> {};

} // namespace suture::detail
