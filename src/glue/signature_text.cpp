// SPDX-License-Identifier: BSD-3-Clause
// Brings the signature service to the interpreter's runtime: called for each `sig("...")`.
#include "../../include/suture/attributes.h"
#include "../function/signature_compare.h"

namespace suture::detail {

SUTURE_GLUE const char *signature_text(const char *text) {
#if defined(SUTURE_SHARED)
    const void *own = nullptr;
#else
    const void *own = &::suture::rt::signature_service;
#endif
    if (!rt::service_attach("suture.signature.1", own))
        raise_python_error();
    return text;
}

} // namespace suture::detail
