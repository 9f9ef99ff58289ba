// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/intrusive/ref.h>.
#pragma once

#include "../../../../../include/suture/intrusive/ref.h"
#include "../nanobind.h"
