// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/filesystem.h>.
#pragma once

#include "../../../../../include/suture/cast/filesystem.h"
#include "../nanobind.h"
