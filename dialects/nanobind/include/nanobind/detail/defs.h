// SPDX-License-Identifier: BSD-3-Clause
// nanobind's macros that need neither Python nor the front end.
#pragma once

#include "../../../../../include/suture/detail/macros.h"

// The release whose behaviour and interface the dialect has. A build that asks for 2.x is told so
// by its CMake files, which define NB_DIALECT_LEVEL.
#if defined(NB_DIALECT_LEVEL) && NB_DIALECT_LEVEL != 2 && NB_DIALECT_LEVEL != 3
#    error "suture: NB_DIALECT_LEVEL is 2 or 3"
#elif defined(NB_DIALECT_LEVEL) && NB_DIALECT_LEVEL == 2
#    define NB_VERSION_MAJOR 2
#    define NB_VERSION_MINOR 15
#    define NB_VERSION_PATCH 0
#else
#    define NB_VERSION_MAJOR 3
#    define NB_VERSION_MINOR 1
#    define NB_VERSION_PATCH 0
#endif
#define NB_VERSION_DEV 0

#define NB_INLINE SUTURE_INLINE
#define NB_NOINLINE SUTURE_NOINLINE
#define NB_EXPORT SUTURE_EXPORT
#if defined(_MSC_VER)
#    define NB_IMPORT __declspec(dllimport)
#else
#    define NB_IMPORT SUTURE_EXPORT
#endif
#define NB_NAMESPACE nanobind
#define NAMESPACE_BEGIN(name) namespace name {
#define NAMESPACE_END(name) }
