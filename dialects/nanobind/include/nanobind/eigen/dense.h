// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eigen/dense.h>.
#pragma once

#include "../../../../../include/suture/eigen/dense.h"
#include "../nanobind.h"
