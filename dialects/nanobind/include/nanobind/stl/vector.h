// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/vector.h>.
#pragma once

#include "../../../../../include/suture/cast/vector.h"
#include "../nanobind.h"
