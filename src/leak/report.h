// SPDX-License-Identifier: BSD-3-Clause
// What is alive when an interpreter ends, and who holds it: printed where SUTURE_LEAK_REPORT is set
// in the environment, else not looked at.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

void leak_report(interpreter *interp);

SUTURE_RUNTIME_END
