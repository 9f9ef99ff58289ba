// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/string.h>.
#pragma once

#include "../../../../../include/suture/cast/string.h"
#include "../nanobind.h"
