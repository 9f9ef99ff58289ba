// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/function.h>.
#pragma once

#include "../../../../../include/suture/cast/function.h"
#include "../nanobind.h"
