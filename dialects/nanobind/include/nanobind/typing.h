// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/typing.h>.
#pragma once

#include "nanobind.h"

#include <suture/typing.h>
