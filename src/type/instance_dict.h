// SPDX-License-Identifier: BSD-3-Clause
// The `__dict__` of an instance, wherever the version of CPython keeps it: before the object
// ("managed", from 3.12), or at the dictionary offset of its class. An instance whose class has
// none (`__slots__ = ()` over several bound classes) is left alone: before it lie other objects.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

inline int instance_dict_visit(PyObject *self, visitproc visit, void *arg) {
#if PY_VERSION_HEX >= 0x030C0000
    if (!(Py_TYPE(self)->tp_flags & Py_TPFLAGS_MANAGED_DICT))
        return 0;
#    if PY_VERSION_HEX >= 0x030D0000
    return PyObject_VisitManagedDict(self, visit, arg);
#    else
    return _PyObject_VisitManagedDict(self, visit, arg);
#    endif
#else
    PyObject **dict = _PyObject_GetDictPtr(self);
    if (dict)
        Py_VISIT(*dict);
    return 0;
#endif
}

inline void instance_dict_clear(PyObject *self) {
#if PY_VERSION_HEX >= 0x030C0000
    if (!(Py_TYPE(self)->tp_flags & Py_TPFLAGS_MANAGED_DICT))
        return;
#    if PY_VERSION_HEX >= 0x030D0000
    PyObject_ClearManagedDict(self);
#    else
    _PyObject_ClearManagedDict(self);
#    endif
#else
    PyObject **dict = _PyObject_GetDictPtr(self);
    if (dict)
        Py_CLEAR(*dict);
#endif
}

SUTURE_RUNTIME_END
