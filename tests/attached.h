// SPDX-License-Identifier: BSD-3-Clause
// Whether the calling thread holds the GIL. PyGILState_Check says yes to everything once there has
// been a sub-interpreter.
#pragma once

#include <Python.h>

inline bool attached() {
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked() != nullptr;
#elif PY_VERSION_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet() != nullptr;
#else
    PyThreadState *current = _PyThreadState_UncheckedGet();
    return current && current == PyGILState_GetThisThreadState();
#endif
}
