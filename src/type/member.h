// SPDX-License-Identifier: BSD-3-Clause
// Data members and properties: their closures, as the record of their class keeps them.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// Gives up the functions of a property; its closure stays for the descriptor.
void property_forget(PyGetSetDef *def);

SUTURE_RUNTIME_END
