// SPDX-License-Identifier: BSD-3-Clause
// Placeholder of the dialect's main header: the native names under another namespace.
#pragma once

#include "../../../../include/suture/suture.h"

namespace nanobind = suture;
#define NB_MODULE(name, variable) SUTURE_MODULE(name, variable)
