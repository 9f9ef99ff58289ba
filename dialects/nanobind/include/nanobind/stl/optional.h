// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/optional.h>.
#pragma once

#include "../../../../../include/suture/cast/optional.h"
#include "../nanobind.h"
