// SPDX-License-Identifier: BSD-3-Clause
// What C++ types are called in messages.
#include "instance.h"

#if defined(__GNUC__)
#    include <cxxabi.h> // __cxa_demangle
#endif
#include <cstdlib> // free

SUTURE_RUNTIME_BEGIN

PyObject *type_demangle(const char *mangled) {
#if defined(__GNUC__)
    int status = 0;
    char *text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
    if (text) {
        PyObject *result = PyUnicode_FromString(text);
        std::free(text);
        return result;
    }
#endif
    return PyUnicode_FromString(mangled);
}

SUTURE_COLD void type_unbound_error(const type_entry *entry) {
    reference name(type_demangle(entry->name));
    if (name)
        PyErr_Format(PyExc_TypeError, "the C++ type '%U' has no Python class: bind it first",
                     name.object);
}

SUTURE_RUNTIME_END
