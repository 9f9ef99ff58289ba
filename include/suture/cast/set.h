// SPDX-License-Identifier: BSD-3-Clause
// std::set from any iterable but str, and as a set; std::multiset likewise, and as a sorted list.
#pragma once

#include <set>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Compare, class Allocator>
struct type_caster<std::set<E, Compare, Allocator>>
    : set_caster<std::set<E, Compare, Allocator>, E> {};

template <class E, class Compare, class Allocator>
struct type_caster<std::multiset<E, Compare, Allocator>>
    : set_caster<std::multiset<E, Compare, Allocator>, E, true> {};

} // namespace suture::detail
