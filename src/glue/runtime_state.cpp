// SPDX-License-Identifier: BSD-3-Clause
// The runtime as a whole, for this module.
#ifndef SUTURE_GLUE_RUNTIME_STATE_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_RUNTIME_STATE_CPP

#include "../../include/suture/runtime_state.h"

#include <cstring> // strlen

namespace suture {
namespace detail {

int attach(const char *module); // module.cpp

SUTURE_GLUE bool module_adopt(PyObject *module) noexcept {
    if (!module || !PyModule_Check(module)) {
        PyErr_SetString(PyExc_TypeError, "register_module(): expected a module");
        return false;
    }
    const char *name = PyModule_GetName(module);
    if (!name)
        return false;
    if (!*this_module.name) {
        // As long as the process: this_module is.
        char *copy = (char *) PyMem_RawMalloc(strlen(name) + 1);
        if (!copy) {
            PyErr_NoMemory();
            return false;
        }
        this_module.name = strcpy(copy, name);
    }
    return attach(name) == 0;
}

} // namespace detail

SUTURE_GLUE bool is_alive() noexcept {
    return detail::table && Py_IsInitialized() && detail::rt::runtime_alive();
}

SUTURE_GLUE bool leak_warnings() noexcept {
    return detail::rt::runtime_flag(suture_flag_leak_report, -1) != 0;
}

SUTURE_GLUE void set_leak_warnings(bool value) noexcept {
    detail::rt::runtime_flag(suture_flag_leak_report, value);
}

SUTURE_GLUE bool implicit_cast_warnings() noexcept {
    return detail::rt::runtime_flag(suture_flag_implicit_warnings, -1) == 2;
}

SUTURE_GLUE void set_implicit_cast_warnings(bool value) noexcept {
    detail::rt::runtime_flag(suture_flag_implicit_warnings, value ? 2 : 1);
}

} // namespace suture

#endif
