// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of numbers, text and bytes, and of the small types.
#include <cstring> // strlen

#include "../../include/suture/types.h"
#include "wrapper.h"

namespace suture {
namespace detail {

/// Python's `bool(o)`: new reference or NULL.
static inline PyObject *bool_from(PyObject *o) noexcept {
    int truth = PyObject_IsTrue(o);
    return truth < 0 ? nullptr : PyBool_FromLong(truth);
}

SUTURE_GLUE PyObject *int_from_signed(long long value) {
    return checked(PyLong_FromLongLong(value));
}
SUTURE_GLUE PyObject *int_from_unsigned(unsigned long long value) {
    return checked(PyLong_FromUnsignedLongLong(value));
}
SUTURE_GLUE PyObject *int_from_double(double value) { return checked(PyLong_FromDouble(value)); }

SUTURE_GLUE const char *str_utf8_or_null(PyObject *str, size_t *size) noexcept {
#if defined(Py_LIMITED_API) && Py_LIMITED_API < 0x030A0000
    size_t n = 0;
    const char *utf8 = rt::string_load(str, &n, 0);
    if (!utf8 && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "the str has no UTF-8 form");
#else
    Py_ssize_t n = 0;
    const char *utf8 = PyUnicode_AsUTF8AndSize(str, &n);
#endif
    if (size)
        *size = (size_t) n;
    return utf8;
}

SUTURE_GLUE const char *str_utf8(PyObject *str, size_t *size) {
    const char *utf8 = str_utf8_or_null(str, size);
    checked(utf8 ? 0 : -1);
    return utf8;
}

} // namespace detail

// --- numbers ---------------------------------------------------------------------------------

SUTURE_DEFINE_CHECK(bool_, PyBool_Check)
SUTURE_DEFINE_FROM(bool_, detail::bool_from)
SUTURE_GLUE bool_::bool_(bool value) : object(value ? Py_True : Py_False, detail::borrow_t()) {}

SUTURE_DEFINE_CHECK(int_, PyLong_Check)
SUTURE_DEFINE_FROM(int_, PyNumber_Long)
SUTURE_DEFINE_DEFAULT(int_, PyLong_FromLong(0))

SUTURE_DEFINE_CHECK(float_, PyFloat_Check)
SUTURE_DEFINE_FROM(float_, PyNumber_Float)
SUTURE_GLUE float_::float_(double value)
    : object(detail::checked(PyFloat_FromDouble(value)), detail::steal_t()) {}
SUTURE_GLUE float_::operator double() const { return PyFloat_AsDouble(m_ptr); }
SUTURE_GLUE float_::operator float() const { return (float) PyFloat_AsDouble(m_ptr); }

// --- text and bytes --------------------------------------------------------------------------

SUTURE_DEFINE_CHECK(str, PyUnicode_Check)
SUTURE_DEFINE_FROM(str, PyObject_Str)
SUTURE_DEFINE_DEFAULT(str, PyUnicode_FromStringAndSize(nullptr, 0))
SUTURE_GLUE str::str(const char *utf8) : str(utf8, strlen(utf8)) {}
SUTURE_GLUE str::str(const char *utf8, size_t size)
    : object(detail::checked(PyUnicode_FromStringAndSize(utf8, (Py_ssize_t) size)),
             detail::steal_t()) {}
SUTURE_GLUE const char *str::c_str() const { return detail::str_utf8(m_ptr, nullptr); }

SUTURE_DEFINE_CHECK(bytes, PyBytes_Check)
SUTURE_DEFINE_FROM(bytes, PyObject_Bytes)
SUTURE_DEFINE_DEFAULT(bytes, PyBytes_FromStringAndSize(nullptr, 0))
SUTURE_GLUE bytes::bytes(const char *text) : bytes(text, strlen(text)) {}
SUTURE_GLUE bytes::bytes(const void *data, size_t size)
    : object(detail::checked(PyBytes_FromStringAndSize((const char *) data, (Py_ssize_t) size)),
             detail::steal_t()) {}
SUTURE_GLUE const char *bytes::c_str() const { return PyBytes_AsString(m_ptr); }
SUTURE_GLUE const void *bytes::data() const { return PyBytes_AsString(m_ptr); }
SUTURE_GLUE size_t bytes::size() const { return (size_t) PyBytes_Size(m_ptr); }

SUTURE_DEFINE_CHECK(bytearray, PyByteArray_Check)
SUTURE_DEFINE_FROM(bytearray, PyByteArray_FromObject)
SUTURE_DEFINE_DEFAULT(bytearray, PyByteArray_FromStringAndSize(nullptr, 0))
SUTURE_GLUE bytearray::bytearray(const void *data, size_t size)
    : object(detail::checked(PyByteArray_FromStringAndSize((const char *) data, (Py_ssize_t) size)),
             detail::steal_t()) {}
SUTURE_GLUE const char *bytearray::c_str() const { return PyByteArray_AsString(m_ptr); }
SUTURE_GLUE const void *bytearray::data() const { return PyByteArray_AsString(m_ptr); }
SUTURE_GLUE void *bytearray::data() { return PyByteArray_AsString(m_ptr); }
SUTURE_GLUE size_t bytearray::size() const { return (size_t) PyByteArray_Size(m_ptr); }
SUTURE_GLUE void bytearray::resize(size_t size) {
    detail::checked(PyByteArray_Resize(m_ptr, (Py_ssize_t) size));
}

SUTURE_DEFINE_CHECK(memoryview, PyMemoryView_Check)
SUTURE_DEFINE_FROM(memoryview, PyMemoryView_FromObject)
SUTURE_GLUE memoryview memoryview::from_memory(void *memory, size_t size, bool readonly) {
    constexpr int read = 0x100, write = 0x200; // PyBUF_READ, PyBUF_WRITE: not in the limited API
    return steal<memoryview>(detail::checked(
        PyMemoryView_FromMemory((char *) memory, (Py_ssize_t) size, readonly ? read : write)));
}
SUTURE_GLUE memoryview memoryview::from_memory(const void *memory, size_t size) {
    return from_memory(const_cast<void *>(memory), size, true);
}

// --- small types -----------------------------------------------------------------------------

SUTURE_GLUE bool none::check_(handle h) { return h.ptr() == Py_None; }
SUTURE_GLUE bool ellipsis::check_(handle h) { return h.ptr() == Py_Ellipsis; }
SUTURE_GLUE ellipsis::ellipsis() : object(Py_Ellipsis, detail::borrow_t()) {}
SUTURE_GLUE bool not_implemented::check_(handle h) { return h.ptr() == Py_NotImplemented; }
SUTURE_GLUE not_implemented::not_implemented() : object(Py_NotImplemented, detail::borrow_t()) {}
SUTURE_GLUE bool any::check_(handle h) { return h.is_valid(); }
SUTURE_GLUE bool fallback::check_(handle h) { return h.is_valid(); }

SUTURE_DEFINE_CHECK(callable, PyCallable_Check)
SUTURE_DEFINE_FROM(callable, detail::wrap_checked<callable>)
SUTURE_DEFINE_CHECK(type_object, PyType_Check)
SUTURE_DEFINE_FROM(type_object, detail::wrap_checked<type_object>)

} // namespace suture
