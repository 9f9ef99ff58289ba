// SPDX-License-Identifier: BSD-3-Clause
// The nanobind dialect: nanobind's names on Suture's front end. What differs in meaning is in
// detail/; everything else is the front end itself.
#pragma once

#include "../../../../include/suture/suture.h"
#include "detail/caster.h"
#include "detail/macros.h"
#include "detail/names.h"
