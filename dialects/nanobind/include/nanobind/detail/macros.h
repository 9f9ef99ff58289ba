// SPDX-License-Identifier: BSD-3-Clause
// nanobind's macros.
#pragma once

#include "../../../../../include/suture/module.h"
#include "texts.h"

// The release whose behaviour and interface the dialect has. A build that asks for 2.x is told so
// by its CMake files, which define NB_DIALECT_LEVEL.
#if defined(NB_DIALECT_LEVEL) && NB_DIALECT_LEVEL == 2
#    define NB_VERSION_MAJOR 2
#    define NB_VERSION_MINOR 13
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
#define NB_TYPE_CASTER(T, ...) SUTURE_TYPE_CASTER(T, (__VA_ARGS__))
#define NB_MAKE_OPAQUE(...) SUTURE_MAKE_OPAQUE(__VA_ARGS__)

#define NB_PYTHON_VERSION PY_VERSION_HEX
#define NB_VECTORCALL_ARGUMENTS_OFFSET PY_VECTORCALL_ARGUMENTS_OFFSET
#define NB_VECTORCALL_NARGS(n) ((size_t) PyVectorcall_NARGS(n))

/// What modules share types by.
#define NB_PLATFORM_ABI_TAG SUTURE_CPP_ABI

/// The body of an extension module, with nanobind's behaviour.
#define NB_MODULE(name, variable)                                                                  \
    SUTURE_MODULE_AS(name, variable,                                                               \
                     SUTURE_SET_IDENTITY ::suture::detail::this_module.texts =                     \
                         &::nanobind::detail::texts;                                               \
                     , ::nanobind::detail::behaviour())

#define NB_TRAMPOLINE(...) SUTURE_TRAMPOLINE(__VA_ARGS__)
#define NB_OVERRIDE(...) SUTURE_OVERRIDE(__VA_ARGS__)
#define NB_OVERRIDE_NAME(...) SUTURE_OVERRIDE_NAME(__VA_ARGS__)
#define NB_OVERRIDE_PURE(...) SUTURE_OVERRIDE_PURE(__VA_ARGS__)
#define NB_OVERRIDE_PURE_NAME(...) SUTURE_OVERRIDE_PURE_NAME(__VA_ARGS__)
