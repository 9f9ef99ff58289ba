// SPDX-License-Identifier: BSD-3-Clause
// The table of the class machinery.
#include "machinery.h"

#include "../call/dispatch.h"
#include "../function/define.h"
#include "../leak/report.h"
#include "access.h"
#include "create.h"
#include "forget.h"
#include "instance.h"
#include "trampoline.h"

SUTURE_RUNTIME_BEGIN

static const class_machinery own_machinery = {
#define SUTURE_SLOT(result, name, parameters, arguments)
#define SUTURE_CLASS_SLOT(result, name, parameters, arguments, without) name,
#include "../../include/suture/slots.inc"

#undef SUTURE_SLOT
    instance_dealloc,       type_tp_init,          instance_load_entry, instance_wrap,
    instance_prepare_value, instance_finish_value, instance_begin,      instance_complete,
    instance_abandon,       factory_object,        instance_is_at,      construct_is_plain,
    trampoline_watch,       record_plan,           record_unlink,       record_forget,
    property_add,           operator_add,          leak_report,
};

const class_offer own_classes = {record_layout, &own_machinery, &process};

SUTURE_RUNTIME_END
