// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/complex.h>.
#pragma once

#include "../../../../../include/suture/cast/complex.h"
#include "../nanobind.h"
