// SPDX-License-Identifier: BSD-3-Clause
// The enum service: makes classes of Python's enum module. It is brought by the first module that
// binds an enumeration, so it reaches the core only through the core's table.
#pragma once

#include "../common.h"

#include "../../include/suture/detail/enum_service.h"

SUTURE_RUNTIME_BEGIN

extern const suture_enum_service enum_service;

SUTURE_RUNTIME_END
