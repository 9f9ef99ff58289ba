// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/trampoline.h>; the macros are in detail/macros.h.
#pragma once

#include "nanobind.h"
