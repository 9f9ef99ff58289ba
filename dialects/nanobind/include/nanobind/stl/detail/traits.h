// SPDX-License-Identifier: BSD-3-Clause
// nanobind's traits of copying and comparing: Suture's, by nanobind's names. They cannot be
// specialised through namespace nanobind yet.
#pragma once

#include "../../nanobind.h"
