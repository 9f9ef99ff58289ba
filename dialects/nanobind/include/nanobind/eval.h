// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eval.h>.
#pragma once

#include "../../../../include/suture/eval.h"
#include "nanobind.h"
