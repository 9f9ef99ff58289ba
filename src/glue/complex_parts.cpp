// SPDX-License-Identifier: BSD-3-Clause
// Real and imaginary part of Python numbers.
#ifndef SUTURE_GLUE_COMPLEX_PARTS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_COMPLEX_PARTS_CPP

#include "../../include/suture/detail/complex_parts.h"

#include "../../include/suture/detail/items.h"

namespace suture::detail {

SUTURE_GLUE bool complex_load(PyObject *source, uint32_t flags, double *parts) noexcept {
    PyObject *number = source;
    if (PyComplex_CheckExact(source)) {
        Py_INCREF(number);
    } else {
        if (!(flags & suture_load_convert) || PyUnicode_Check(source))
            return false;
        number = PyObject_CallFunctionObjArgs((PyObject *) &PyComplex_Type, source, NULL);
        if (!number)
            return no_match();
    }
    parts[0] = PyComplex_RealAsDouble(number);
    parts[1] = PyComplex_ImagAsDouble(number);
    Py_DECREF(number);
    return true;
}

} // namespace suture::detail

#endif
