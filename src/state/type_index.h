// SPDX-License-Identifier: BSD-3-Clause
// Process-wide numbers of C++ types, so that a module's constant reference to a type can carry
// one. The same type has another number in each domain: nothing that is found by number is shared
// between domains.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

struct type_number {
    size_t index;       ///< from 1; 0: out of memory
    const char *domain; ///< never NULL
};

struct type_numbers;
extern type_numbers own_numbers;

/// Number of the type that `ref` means in its domain, and so recorded in it.
type_number type_number_of(suture_type_ref *ref);

SUTURE_RUNTIME_END
