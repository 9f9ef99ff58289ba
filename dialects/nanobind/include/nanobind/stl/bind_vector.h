// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/bind_vector.h>.
#pragma once

#include <vector> // vector

#include "../../../../../include/suture/bind_vector.h"
#include "../nanobind.h"
