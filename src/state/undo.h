// SPDX-License-Identifier: BSD-3-Clause
// Undoing what an import that failed has registered: the slots of these names.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

void module_begin(suture_mark *mark);
void module_undo(const suture_module *module, const suture_mark *mark);

SUTURE_RUNTIME_END
