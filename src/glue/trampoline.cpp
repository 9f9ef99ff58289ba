// SPDX-License-Identifier: BSD-3-Clause
// The parts of a virtual call to Python that are not worth inlining.
#include "../../include/suture/trampoline.h"

namespace suture::detail {

SUTURE_GLUE void override_call::fail() {
    if (!m_frame.attached)
        throw interpreter_gone();
    python_error error;
    rt::override_leave(&m_frame);
    throw error;
}

SUTURE_GLUE void override_call::leave() noexcept {
    Py_DECREF(m_method);
    rt::override_leave(&m_frame);
}

} // namespace suture::detail
