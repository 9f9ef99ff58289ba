// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eigen/tensor.h>.
#pragma once

#include "../../../../../include/suture/eigen/tensor.h"
#include "../nanobind.h"
