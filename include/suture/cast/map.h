// SPDX-License-Identifier: BSD-3-Clause
// std::map from any mapping, and as a dict; std::multimap as pairs in a list.
#pragma once

#include <map>

#include "../detail/container.h"
#include "pair.h"

namespace suture::detail {

template <class K, class V, class Compare, class Allocator>
struct type_caster<std::map<K, V, Compare, Allocator>>
    : map_caster<std::map<K, V, Compare, Allocator>, K, V> {};

template <class K, class V, class Compare, class Allocator>
struct type_caster<std::multimap<K, V, Compare, Allocator>>
    : set_caster<std::multimap<K, V, Compare, Allocator>, std::pair<const K, V>, true> {};

} // namespace suture::detail
