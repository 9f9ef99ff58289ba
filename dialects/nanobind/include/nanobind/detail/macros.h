// SPDX-License-Identifier: BSD-3-Clause
// nanobind's macros.
#pragma once

#include "../../../../../include/suture/module.h"
#include "defs.h"
#include "texts.h"

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
