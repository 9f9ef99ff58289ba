// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/unique_ptr.h>.
#pragma once

#include <suture/cast/unique_ptr.h>

#include "../nanobind.h"
