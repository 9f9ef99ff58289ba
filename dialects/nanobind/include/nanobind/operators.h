// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/operators.h>.
#pragma once

#include "../../../../include/suture/operators.h"
#include "nanobind.h"
