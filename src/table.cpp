// SPDX-License-Identifier: BSD-3-Clause
// The table of the runtime's core entry points.
#include "table.h"

#include "call/dispatch.h"
#include "call/scalar.h"
#include "enum/create.h"
#include "enum/record.h"
#include "error/cast.h"
#include "error/translate.h"
#include "function/define.h"
#include "function/signature_compare.h"
#include "ndarray/service.h"
#include "state/attach.h"
#include "state/gil.h"
#include "state/intern.h"
#include "type/access.h"
#include "type/create.h"
#include "type/forget.h"
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

#if defined(SUTURE_BUILD_SHARED)
/// What the shared library exports: attaches to its runtime, or to the one that is there.
extern "C" SUTURE_EXPORT int suture_attach(const char *cpp_abi, const suture_table **table);
extern "C" int suture_attach(const char *cpp_abi, const suture_table **table) {
    using namespace suture::rt;
    if (runtime_attach(cpp_abi, runtime_table(), table) < 0)
        return -1;
    // Modules of a shared runtime carry no services: it brings them all.
    bool brought = (*table)->service_attach("suture.enum.1", &enum_service) &&
                   (*table)->service_attach("suture.signature.1", &signature_service) &&
                   (*table)->service_attach("suture.ndarray.1", &array_service);
    return brought ? 0 : -1;
}
#endif
