// SPDX-License-Identifier: BSD-3-Clause
// Enumerations that two modules know: suit is bound by both, rank by one of them.
#pragma once

namespace test_enums {

enum class suit { spades, hearts };
enum class rank { jack = 11, queen = 12 };

} // namespace test_enums
