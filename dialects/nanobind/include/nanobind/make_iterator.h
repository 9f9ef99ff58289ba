// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/make_iterator.h>.
#pragma once

#include "nanobind.h"

#include <suture/make_iterator.h>
