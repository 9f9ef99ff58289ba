// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/variant.h>.
#pragma once

#include "../../../../../include/suture/cast/variant.h"
#include "../nanobind.h"
