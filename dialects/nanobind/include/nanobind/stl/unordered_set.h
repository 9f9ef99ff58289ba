// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/unordered_set.h>.
#pragma once

#include "../../../../../include/suture/cast/unordered_set.h"
#include "../nanobind.h"
