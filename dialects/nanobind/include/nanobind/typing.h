// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/typing.h>.
#pragma once

#include "../../../../include/suture/typing.h"
#include "nanobind.h"
