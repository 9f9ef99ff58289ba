// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/list.h>.
#pragma once

#include "../nanobind.h"

#include <suture/cast/list.h>
