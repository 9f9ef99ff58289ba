// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/intrusive/counter.h>.
#pragma once

#include "../../../../../include/suture/intrusive/counter.h"

namespace nanobind {
using namespace suture;
}
