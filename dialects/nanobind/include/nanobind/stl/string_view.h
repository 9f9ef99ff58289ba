// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/string_view.h>.
#pragma once

#include "../../../../../include/suture/cast/string_view.h"
#include "../nanobind.h"
