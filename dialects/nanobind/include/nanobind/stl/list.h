// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/list.h>.
#pragma once

#include "../../../../../include/suture/cast/list.h"
#include "../nanobind.h"
