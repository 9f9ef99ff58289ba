// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/ndarray.h>.
#pragma once

#include "../../../../include/suture/ndarray.h"
#include "detail/dtype.h"
#include "nanobind.h"
