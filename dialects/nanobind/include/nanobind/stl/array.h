// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/array.h>.
#pragma once

#include "../../../../../include/suture/cast/array.h"
#include "../nanobind.h"
