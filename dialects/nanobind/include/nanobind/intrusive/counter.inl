// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/intrusive/counter.inl>: once per project.
#include "counter.h"

#include "../../../../../include/suture/intrusive/counter.inl"
