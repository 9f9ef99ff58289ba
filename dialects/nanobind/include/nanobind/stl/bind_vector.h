// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/bind_vector.h>.
#pragma once

#include "../nanobind.h"

#include <suture/bind_vector.h>
