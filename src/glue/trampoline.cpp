// SPDX-License-Identifier: BSD-3-Clause
// The parts of a virtual call to Python that are not worth inlining.
#include "../../include/suture/trampoline.h"

#include "error.h"

namespace suture::detail {

SUTURE_GLUE void override_call::fail() {
    if (!m_frame.attached)
        throw interpreter_gone();
    python_error error;
    rt::override_leave(&m_frame);
    throw error;
}

SUTURE_GLUE void override_call::fail_result(PyObject *source, const char *expected,
                                            suture_type_ref *const *types) const {
    rt::error_cast(source, expected, types);
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyObject *what = error_take();
        PyObject *name = PyObject_GetAttrString((PyObject *) Py_TYPE(m_frame.self), "__name__");
        if (name)
            PyErr_Format(PyExc_TypeError, "%S.%s(): result of the override: %S", name, m_frame.name,
                         what);
        Py_XDECREF(name);
        Py_XDECREF(what);
    }
    throw_cast_error();
}

SUTURE_GLUE void override_call::leave() noexcept {
    Py_DECREF(m_method);
    rt::override_leave(&m_frame);
}

} // namespace suture::detail
