// SPDX-License-Identifier: BSD-3-Clause
// The table of the runtime's core entry points.
#include "table.h"
#include "call/dispatch.h"
#include "call/scalar.h"
#include "enum/record.h"
#include "error/cast.h"
#include "error/translate.h"
#include "function/define.h"
#include "state/attach.h"
#include "state/gil.h"
#include "type/access.h"
#include "type/create.h"
#include "type/instance.h"
#include "type/trampoline.h"

SUTURE_RUNTIME_BEGIN

const suture_table *runtime_table() {
    static const suture_table table = {
        SUTURE_ABI_MAJOR,
        SUTURE_ABI_MINOR,
        (uint32_t) sizeof(suture_table),
        "suture",
#define SUTURE_SLOT(result, name, parameters, arguments) name,
#include "../include/suture/slots.inc"
#undef SUTURE_SLOT
    };
    return &table;
}

SUTURE_RUNTIME_END
