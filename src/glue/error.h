// SPDX-License-Identifier: BSD-3-Clause
// The Python error indicator as one object, whatever the CPython version.
#pragma once

#include "../../include/suture/error.h"

#if PY_VERSION_HEX >= 0x030C0000 && (!defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030C0000)
#    define SUTURE_RAISED_EXCEPTION 1
#else
#    define SUTURE_RAISED_EXCEPTION 0
#endif

namespace suture::detail {

/// Takes the error that is set: the exception, with its traceback. NULL if there is none.
SUTURE_GLUE PyObject *error_take() noexcept;
/// Sets the error to an exception; steals the reference.
SUTURE_GLUE void error_put(PyObject *exception) noexcept;
/// Makes `cause` the `__cause__` of `exception`; steals the reference to it.
SUTURE_GLUE void error_set_cause(PyObject *exception, PyObject *cause) noexcept;
/// Puts "<format>: " before the text of the TypeError that is set; other errors stay. The format
/// is filled in here because Python must not be called while an error is set.
SUTURE_GLUE void type_error_prefix(const char *format, ...) noexcept;

/// Throws cast_error with the text of the TypeError that is set; another error as python_error.
[[noreturn]] SUTURE_GLUE void throw_cast_error();

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "error.cpp"
#endif
