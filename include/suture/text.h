// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's text and bytes: str, bytes, bytearray and memoryview.
#pragma once

#include <cstring> // strlen

#include "detail/wrapper.h"

namespace suture {
namespace detail {

/// std::string, std::string_view and what else has data() and size() of char.
template <class T>
using if_characters =
    std::enable_if_t<std::is_same_v<decltype(std::declval<const T &>().data()), const char *> &&
                         !is_api_v<T>,
                     decltype(std::declval<const T &>().size())>;
/// What can be made from a pointer and a length: std::string, std::string_view.
template <class T>
using if_from_characters =
    std::enable_if_t<std::is_constructible_v<T, const char *, size_t> && !is_api_v<T>, int>;

/// UTF-8 of a str, valid as long as it; NULL with a Python error set. `size` may be NULL.
SUTURE_HIDDEN const char *str_utf8_or_null(PyObject *str, size_t *size) noexcept;
/// The same; throws python_error.
SUTURE_HIDDEN const char *str_utf8(PyObject *str, size_t *size);

} // namespace detail

/// Python's str.
class str : public object {
    SUTURE_OBJECT_CODE(str, object, "str", PyUnicode_Check, suture_code_str)
    SUTURE_OBJECT_FROM(str, object, PyObject_Str)
    str() : str("", 0) {}
    /// From UTF-8; throws python_error where it is not.
    str(const char *utf8) : str(utf8, strlen(utf8)) {}
    str(const char *utf8, size_t size)
        : object(detail::checked(PyUnicode_FromStringAndSize(utf8, (Py_ssize_t) size)),
                 detail::steal_t()) {}
    template <class T, class = detail::if_characters<T>>
    str(const T &text) : str(text.data(), text.size()) {}

    /// UTF-8, valid as long as the str. Throws python_error for lone surrogates.
    const char *c_str() const { return detail::str_utf8(m_ptr, nullptr); }
    template <class T, detail::if_from_characters<T> = 0> explicit operator T() const {
        size_t size;
        const char *utf8 = detail::str_utf8(m_ptr, &size);
        return T(utf8, size);
    }
    /// Python's `self.format(*args)`.
    template <class... Args> str format(Args &&...args) const {
        return attr("format")(std::forward<Args>(args)...);
    }
};

/// Python's bytes.
class bytes : public object {
    SUTURE_OBJECT_CODE(bytes, object, "bytes", PyBytes_Check, suture_code_bytes)
    SUTURE_OBJECT_FROM(bytes, object, PyObject_Bytes)
    bytes() : bytes("", 0) {}
    bytes(const char *text) : bytes(text, strlen(text)) {}
    bytes(const void *data, size_t size)
        : object(
              detail::checked(PyBytes_FromStringAndSize((const char *) data, (Py_ssize_t) size)),
              detail::steal_t()) {}
    template <class T, class = detail::if_characters<T>>
    explicit bytes(const T &text) : bytes(text.data(), text.size()) {}

    const char *c_str() const { return PyBytes_AsString(m_ptr); }
    const void *data() const { return PyBytes_AsString(m_ptr); }
    size_t size() const { return (size_t) PyBytes_Size(m_ptr); }
    template <class T, detail::if_from_characters<T> = 0> explicit operator T() const {
        return T(c_str(), size());
    }
};

/// Python's bytearray.
class bytearray : public object {
    SUTURE_OBJECT_CODE(bytearray, object, "bytearray", PyByteArray_Check, suture_code_bytearray)
    SUTURE_OBJECT_FROM(bytearray, object, PyByteArray_FromObject)
    bytearray() : bytearray("", 0) {}
    bytearray(const void *data, size_t size)
        : object(detail::checked(
                     PyByteArray_FromStringAndSize((const char *) data, (Py_ssize_t) size)),
                 detail::steal_t()) {}

    const char *c_str() const { return PyByteArray_AsString(m_ptr); }
    const void *data() const { return PyByteArray_AsString(m_ptr); }
    void *data() { return PyByteArray_AsString(m_ptr); }
    size_t size() const { return (size_t) PyByteArray_Size(m_ptr); }
    void resize(size_t size) { detail::checked(PyByteArray_Resize(m_ptr, (Py_ssize_t) size)); }
    template <class T, detail::if_from_characters<T> = 0> explicit operator T() const {
        return T(c_str(), size());
    }
};

/// Python's memoryview.
class memoryview : public object {
    SUTURE_OBJECT_CODE(memoryview, object, "memoryview", PyMemoryView_Check,
                       suture_code_memoryview)
    SUTURE_OBJECT_FROM(memoryview, object, PyMemoryView_FromObject)
    memoryview() = default;
    /// View of memory that outlives it.
    static memoryview from_memory(void *memory, size_t size, bool readonly = false) {
        return steal<memoryview>(detail::checked(PyMemoryView_FromMemory(
            (char *) memory, (Py_ssize_t) size, readonly ? 0x100 : 0x200))); // PyBUF_READ, PyBUF_WRITE: not in the limited API
    }
    static memoryview from_memory(const void *memory, size_t size) {
        return from_memory(const_cast<void *>(memory), size, true);
    }
};

} // namespace suture
