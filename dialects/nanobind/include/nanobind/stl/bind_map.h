// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/bind_map.h>.
#pragma once

#include "../../../../../include/suture/bind_map.h"
#include "../nanobind.h"
