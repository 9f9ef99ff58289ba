// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eigen/sparse.h>.
#pragma once

#include "../../../../../include/suture/eigen/sparse.h"
#include "../nanobind.h"
