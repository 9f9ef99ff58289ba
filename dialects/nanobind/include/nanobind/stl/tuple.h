// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/tuple.h>.
#pragma once

#include "../../../../../include/suture/cast/tuple.h"
#include "../nanobind.h"
