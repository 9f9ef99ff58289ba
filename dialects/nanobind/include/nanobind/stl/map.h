// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/map.h>.
#pragma once

#include "../../../../../include/suture/cast/map.h"
#include "../nanobind.h"
