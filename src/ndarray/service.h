// SPDX-License-Identifier: BSD-3-Clause
// The array service: takes arrays from Python and gives them back. It is brought by the first
// module that uses ndarray, so it reaches the core only through the core's table.
#pragma once

#include "../common.h"

#include "../../include/suture/detail/ndarray_service.h"

SUTURE_RUNTIME_BEGIN

extern const suture_ndarray_service array_service;

SUTURE_RUNTIME_END
