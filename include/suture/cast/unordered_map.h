// SPDX-License-Identifier: BSD-3-Clause
// std::unordered_map from any mapping, and as a dict; std::unordered_multimap as pairs in a list.
#pragma once

#include <unordered_map>

#include "../detail/container.h"
#include "pair.h"

namespace suture::detail {

template <class K, class V, class Hash, class Equal, class Allocator>
struct type_caster<std::unordered_map<K, V, Hash, Equal, Allocator>>
    : map_caster<std::unordered_map<K, V, Hash, Equal, Allocator>, K, V> {};

template <class K, class V, class Hash, class Equal, class Allocator>
struct type_caster<std::unordered_multimap<K, V, Hash, Equal, Allocator>>
    : set_caster<std::unordered_multimap<K, V, Hash, Equal, Allocator>, std::pair<const K, V>,
                 true> {};

} // namespace suture::detail
