// SPDX-License-Identifier: BSD-3-Clause
// What signatures need of Python's module `typing`.
#ifndef SUTURE_GLUE_TYPING_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_TYPING_CPP

#include "../../include/suture/typing.h"

#include "../../include/suture/error.h"

namespace suture {

SUTURE_GLUE object typing() { return steal(detail::checked(PyImport_ImportModule("typing"))); }

SUTURE_GLUE object any_type() { return getattr(typing(), "Any"); }

namespace detail {

SUTURE_GLUE object typing_attribute(const char *name) {
    object module = typing();
    if (hasattr(module, name))
        return getattr(module, name);
    PyObject *extensions = PyImport_ImportModule("typing_extensions");
    if (!extensions) {
        PyErr_Clear();
        return getattr(module, name); // for its error
    }
    return getattr(steal(extensions), name);
}

} // namespace detail
} // namespace suture

#endif
