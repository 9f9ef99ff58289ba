// SPDX-License-Identifier: BSD-3-Clause
// Definitions that every wrapper type has.
#pragma once

#include "../../include/suture/detail/wrapper.h"

/// The check that SUTURE_BUILTIN declares.
#define SUTURE_DEFINE_CHECK(Type, check)                                                           \
    SUTURE_GLUE bool Type::check_(handle h) { return check(h.ptr()); }

/// The constructors that SUTURE_BUILTIN_FROM declares.
#define SUTURE_DEFINE_FROM(Type, convert)                                                          \
    SUTURE_GLUE Type::Type(handle h)                                                               \
        : object(detail::checked(h.is_valid() ? convert(h.ptr()) : nullptr), detail::steal_t()) {} \
    SUTURE_GLUE Type::Type(const object &o) : Type(handle(o)) {}                                   \
    SUTURE_GLUE Type::Type(const detail::accessor &a) : Type(handle(a)) {}

/// A default constructor that makes an object.
#define SUTURE_DEFINE_DEFAULT(Type, make)                                                          \
    SUTURE_GLUE Type::Type() : object(detail::checked(make), detail::steal_t()) {}
