// SPDX-License-Identifier: BSD-3-Clause
// std::unordered_set from any iterable but str, and as a set; std::unordered_multiset likewise,
// and as a list.
#pragma once

#include <unordered_set>

#include "../detail/container.h"

namespace suture::detail {

template <class E, class Hash, class Equal, class Allocator>
struct type_caster<std::unordered_set<E, Hash, Equal, Allocator>>
    : set_caster<std::unordered_set<E, Hash, Equal, Allocator>, E> {};

template <class E, class Hash, class Equal, class Allocator>
struct type_caster<std::unordered_multiset<E, Hash, Equal, Allocator>>
    : set_caster<std::unordered_multiset<E, Hash, Equal, Allocator>, E, true> {};

} // namespace suture::detail
