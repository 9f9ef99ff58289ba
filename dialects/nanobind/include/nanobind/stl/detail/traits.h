// SPDX-License-Identifier: BSD-3-Clause
// nanobind's traits of copying and comparing.
#pragma once

#include "../../nanobind.h"
