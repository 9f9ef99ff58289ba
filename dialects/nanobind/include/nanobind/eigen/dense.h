// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eigen/dense.h>.
#pragma once

#include "../nanobind.h"

#include <suture/eigen/dense.h>
