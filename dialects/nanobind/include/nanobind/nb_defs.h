// SPDX-License-Identifier: BSD-3-Clause
// nanobind's macros alone.
#pragma once

#include "detail/defs.h"
