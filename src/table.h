// SPDX-License-Identifier: BSD-3-Clause
// The runtime as a module sees it.
#pragma once

#include "common.h"

#include "../include/suture/detail/runtime.h"

SUTURE_RUNTIME_BEGIN

const suture_table *runtime_table();

SUTURE_RUNTIME_END
