// SPDX-License-Identifier: BSD-3-Clause
// The library that the sections are bound with: Suture as nanobind's users see it.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/operators.h>
#include <nanobind/stl/complex.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/list.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>
#include <nanobind/trampoline.h>

namespace nb = nanobind;

namespace library {
/// A wrapper that neither owns its object nor keeps anything alive.
inline constexpr auto unowned = nb::rv_policy::reference;
} // namespace library
