// SPDX-License-Identifier: BSD-3-Clause
// std::list from any sequence but str and bytes, and as a list.
#pragma once

#include <list>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Allocator>
struct type_caster<std::list<E, Allocator>> : sequence_caster<std::list<E, Allocator>, E> {};

} // namespace suture::detail
