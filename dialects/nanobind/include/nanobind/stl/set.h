// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/set.h>.
#pragma once

#include "../../../../../include/suture/cast/set.h"
#include "../nanobind.h"
