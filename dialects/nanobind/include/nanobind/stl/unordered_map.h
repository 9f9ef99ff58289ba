// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/unordered_map.h>.
#pragma once

#include "../nanobind.h"

#include <suture/cast/unordered_map.h>
