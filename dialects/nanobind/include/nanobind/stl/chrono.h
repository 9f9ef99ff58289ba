// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/chrono.h>.
#pragma once

#include "../../../../../include/suture/cast/chrono.h"
#include "../nanobind.h"
