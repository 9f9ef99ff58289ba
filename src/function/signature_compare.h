// SPDX-License-Identifier: BSD-3-Clause
// The signature service: brought by the first module that gives a signature as text.
#pragma once

#include "../common.h"

#include "../../include/suture/detail/signature_service.h"

SUTURE_RUNTIME_BEGIN

extern const suture_signature_service signature_service;

SUTURE_RUNTIME_END
