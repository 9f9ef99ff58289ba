// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/make_iterator.h>.
#pragma once

#include "../../../../include/suture/make_iterator.h"
#include "nanobind.h"
