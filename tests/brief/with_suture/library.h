// SPDX-License-Identifier: BSD-3-Clause
// The library that the sections are bound with: Suture itself, whose macros have the brief's names
// here.
#pragma once

#include <suture/cast/complex.h>
#include <suture/cast/function.h>
#include <suture/cast/list.h>
#include <suture/cast/map.h>
#include <suture/cast/optional.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/cast/variant.h>
#include <suture/cast/vector.h>
#include <suture/ndarray.h>
#include <suture/operators.h>
#include <suture/suture.h>

namespace nb = suture;

#define NB_MODULE(...) SUTURE_MODULE(__VA_ARGS__)
#define NB_MAKE_OPAQUE(...) SUTURE_MAKE_OPAQUE(__VA_ARGS__)
#define NB_TYPE_CASTER(...) SUTURE_TYPE_CASTER(__VA_ARGS__)
#define NB_TRAMPOLINE(...) SUTURE_TRAMPOLINE(__VA_ARGS__)
#define NB_OVERRIDE(...) SUTURE_OVERRIDE(__VA_ARGS__)
#define NB_OVERRIDE_PURE_NAME(...) SUTURE_OVERRIDE_PURE_NAME(__VA_ARGS__)

namespace library {
/// A wrapper that neither owns its object nor keeps anything alive.
inline constexpr auto unowned = nb::rv_policy::reference_raw;
} // namespace library
