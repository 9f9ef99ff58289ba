// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/eval.h>.
#pragma once

#include "nanobind.h"

#include <suture/eval.h>
