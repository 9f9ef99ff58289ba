// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/pair.h>.
#pragma once

#include "../../../../../include/suture/cast/pair.h"
#include "../nanobind.h"
