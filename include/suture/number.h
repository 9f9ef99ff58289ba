// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's numbers: bool_, int_ and float_.
#pragma once

#include "detail/wrapper.h"

namespace suture {
namespace detail {

// New int; they throw python_error.
PyObject *int_from_signed(long long value);
PyObject *int_from_unsigned(unsigned long long value);
PyObject *int_from_double(double value);

/// Whether int_(true) is True, itself an int: a dialect specialises this.
template <class T, class = void> struct int_keeps_bool : std::false_type {};

template <class T> PyObject *int_from_cpp(T value) {
    if constexpr (std::is_same_v<T, bool> && int_keeps_bool<T>::value)
        return PyBool_FromLong(value);
    else if constexpr (std::is_floating_point_v<T>)
        return int_from_double((double) value);
    else if constexpr (std::is_signed_v<T>)
        return int_from_signed((long long) value);
    else
        return int_from_unsigned((unsigned long long) value);
}

} // namespace detail

/// Python's bool.
class bool_ : public object {
    SUTURE_BUILTIN(bool_, object, "bool", suture_code_bool_)
    SUTURE_BUILTIN_FROM(bool_)
    explicit bool_(operators::self_t); // operators.h
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const;
    bool_(bool value = false);
    explicit operator bool() const { return m_ptr == Py_True; }
};

/// Python's int.
class int_ : public object {
    SUTURE_BUILTIN(int_, object, "int", suture_code_int)
    SUTURE_BUILTIN_FROM(int_)
    explicit int_(operators::self_t); // operators.h
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const;
    int_();
    template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0>
    int_(T value) : object(detail::int_from_cpp(value), detail::steal_t()) {}
    /// Throws cast_error where the value does not fit.
    template <class T, std::enable_if_t<std::is_arithmetic_v<T>, int> = 0>
    explicit operator T() const {
        return suture::cast<T>(handle(m_ptr));
    }
};

/// Python's float.
class float_ : public object {
    SUTURE_BUILTIN(float_, object, "float", suture_code_float)
    SUTURE_BUILTIN_FROM(float_)
    explicit float_(operators::self_t); // operators.h
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const;
    float_(double value = 0.0);
    explicit operator double() const;
    explicit operator float() const;
};

} // namespace suture
