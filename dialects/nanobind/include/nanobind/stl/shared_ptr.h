// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/shared_ptr.h>.
#pragma once

#include "../../../../../include/suture/cast/shared_ptr.h"
#include "../nanobind.h"
