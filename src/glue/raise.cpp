// SPDX-License-Identifier: BSD-3-Clause
// Raising, chaining and warning.
#include <cstdarg>   // va_list
#include <cstdio>    // vsnprintf
#include <stdexcept> // runtime_error

#include "../../include/suture/gil.h"
#include "../../include/suture/text.h"
#include "error.h"

namespace suture {
namespace detail {

SUTURE_GLUE void raise_python_error() { throw python_error(); }

SUTURE_GLUE PyObject *checked(PyObject *new_reference) {
    if (!new_reference)
        raise_python_error();
    return new_reference;
}

SUTURE_GLUE void checked(int status) {
    if (status < 0)
        raise_python_error();
}

SUTURE_GLUE void raise_cast_error(PyObject *source, const char *expected,
                                  suture_type_ref *const *types) {
    rt::error_cast(source, expected, types);
    throw_cast_error();
}

SUTURE_GLUE void throw_cast_error() {
    // What is not about types (memory, Ctrl-C while converting) is passed on as it is.
    if (!PyErr_ExceptionMatches(PyExc_TypeError))
        raise_python_error();
    PyObject *exception = error_take();
    PyObject *text = PyObject_Str(exception);
    Py_XDECREF(exception);
    const char *utf8 = text ? str_utf8_or_null(text, nullptr) : nullptr;
    if (!utf8)
        PyErr_Clear();
    cast_error error(utf8 ? utf8 : "bad cast");
    Py_XDECREF(text);
    throw error;
}

/// The text of a printf-like call, cut where it is very long.
struct printed_text {
    char text[1024];

    printed_text(const char *format, va_list arguments) noexcept {
        vsnprintf(text, sizeof(text), format, arguments);
    }
};

/// Sets an error formatted as by PyErr_Format. Steals `cause`, which may be NULL.
static inline void set_error_format(PyObject *type, PyObject *cause, const char *format,
                                    va_list arguments) noexcept {
    PyErr_FormatV(type, format, arguments);
    if (!cause)
        return;
    if (PyObject *exception = error_take()) {
        error_set_cause(exception, cause);
        error_put(exception);
    } else {
        Py_DECREF(cause);
    }
}

} // namespace detail

SUTURE_GLUE void raise(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    detail::printed_text printed(format, arguments);
    va_end(arguments);
    throw std::runtime_error(printed.text);
}

SUTURE_GLUE void raise_type_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    detail::printed_text printed(format, arguments);
    va_end(arguments);
    throw type_error(printed.text);
}

SUTURE_GLUE void raise(handle type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    detail::set_error_format(type.ptr(), nullptr, format, arguments);
    va_end(arguments);
    throw python_error();
}

SUTURE_GLUE void raise_from(const python_error &cause, handle type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    detail::set_error_format(type.ptr(), cause.value().inc_ref().ptr(), format, arguments);
    va_end(arguments);
    throw python_error();
}

SUTURE_GLUE void chain_error(handle type, const char *format, ...) noexcept {
    PyObject *cause = detail::error_take();
    va_list arguments;
    va_start(arguments, format);
    detail::set_error_format(type.ptr(), cause, format, arguments);
    va_end(arguments);
}

SUTURE_GLUE void warn(handle category, const char *text, int stacklevel) {
    detail::checked(PyErr_WarnEx(category.ptr(), text, stacklevel));
}

SUTURE_GLUE void check_signals() {
    gil_scoped_acquire attached;
    detail::checked(PyErr_CheckSignals());
}

SUTURE_GLUE error_scope::error_scope() noexcept {
#if SUTURE_RAISED_EXCEPTION
    m_saved[0] = PyErr_GetRaisedException();
#else
    PyErr_Fetch(&m_saved[0], &m_saved[1], &m_saved[2]);
#endif
}

SUTURE_GLUE error_scope::~error_scope() {
#if SUTURE_RAISED_EXCEPTION
    PyErr_SetRaisedException(m_saved[0]);
#else
    PyErr_Restore(m_saved[0], m_saved[1], m_saved[2]);
#endif
}

} // namespace suture
