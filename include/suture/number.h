// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's numbers: bool_, int_ and float_.
#pragma once

#include "detail/wrapper.h"

namespace suture {
namespace detail {

/// New int; throws python_error.
template <class T> PyObject *new_int(T value) {
    if constexpr (std::is_floating_point_v<T>)
        return checked(PyLong_FromDouble((double) value));
    else if constexpr (std::is_signed_v<T>)
        return checked(PyLong_FromLongLong((long long) value));
    else
        return checked(PyLong_FromUnsignedLongLong((unsigned long long) value));
}
/// Python's `bool(o)`: new reference or NULL.
SUTURE_HIDDEN PyObject *bool_from(PyObject *o) noexcept;

} // namespace detail

/// Python's bool.
class bool_ : public object {
    SUTURE_OBJECT_CODE(bool_, object, "bool", PyBool_Check, suture_code_bool_)
    SUTURE_OBJECT_FROM(bool_, object, detail::bool_from)
    bool_() : bool_(false) {}
    bool_(bool value) : object(value ? Py_True : Py_False, detail::borrow_t()) {}
    explicit operator bool() const { return m_ptr == Py_True; }
};

/// Python's int.
class int_ : public object {
    SUTURE_OBJECT_CODE(int_, object, "int", PyLong_Check, suture_code_int)
    SUTURE_OBJECT_FROM(int_, object, PyNumber_Long)
    int_() : int_(0) {}
    template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0>
    int_(T value) : object(detail::new_int(value), detail::steal_t()) {}
    /// Throws cast_error where the value does not fit.
    template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0>
    explicit operator T() const {
        return suture::cast<T>(handle(m_ptr));
    }
};

/// Python's float.
class float_ : public object {
    SUTURE_OBJECT_CODE(float_, object, "float", PyFloat_Check, suture_code_float)
    SUTURE_OBJECT_FROM(float_, object, PyNumber_Float)
    float_() : float_(0.0) {}
    float_(double value)
        : object(detail::checked(PyFloat_FromDouble(value)), detail::steal_t()) {}
    explicit operator double() const { return PyFloat_AsDouble(m_ptr); }
    explicit operator float() const { return (float) PyFloat_AsDouble(m_ptr); }
};

} // namespace suture
