// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/operators.h>.
#pragma once

#include "nanobind.h"

#include <suture/operators.h>
