// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's text and bytes: str, bytes, bytearray and memoryview.
#pragma once

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
const char *str_utf8_or_null(PyObject *str, size_t *size) noexcept;
/// The same; throws python_error.
const char *str_utf8(PyObject *str, size_t *size);

} // namespace detail

/// Python's str.
class str : public object {
    SUTURE_BUILTIN(str, object, "str", suture_code_str)
    SUTURE_BUILTIN_FROM(str)
    explicit str(operators::self_t); // operators.h
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const;
    str();
    /// From UTF-8; throws python_error where it is not.
    str(const char *utf8);
    str(const char *utf8, size_t size);
    template <class T, class = detail::if_characters<T>>
    str(const T &text) : str(text.data(), text.size()) {}

    /// UTF-8, valid as long as the str. Throws python_error for lone surrogates.
    const char *c_str() const;
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
    SUTURE_BUILTIN(bytes, object, "bytes", suture_code_bytes)
    SUTURE_BUILTIN_FROM(bytes)
    bytes();
    bytes(const char *text);
    bytes(const void *data, size_t size);
    template <class T, class = detail::if_characters<T>>
    explicit bytes(const T &text) : bytes(text.data(), text.size()) {}

    const char *c_str() const;
    const void *data() const;
    size_t size() const;
    template <class T, detail::if_from_characters<T> = 0> explicit operator T() const {
        return T(c_str(), size());
    }
};

/// Python's bytearray.
class bytearray : public object {
    SUTURE_BUILTIN(bytearray, object, "bytearray", suture_code_bytearray)
    SUTURE_BUILTIN_FROM(bytearray)
    bytearray();
    bytearray(const void *data, size_t size);

    const char *c_str() const;
    const void *data() const;
    void *data();
    size_t size() const;
    void resize(size_t size);
    template <class T, detail::if_from_characters<T> = 0> explicit operator T() const {
        return T(c_str(), size());
    }
};

/// Python's memoryview.
class memoryview : public object {
    SUTURE_BUILTIN(memoryview, object, "memoryview", suture_code_memoryview)
    SUTURE_BUILTIN_FROM(memoryview)
    memoryview() = default;
    /// View of memory that outlives it.
    static memoryview from_memory(void *memory, size_t size, bool readonly = false);
    static memoryview from_memory(const void *memory, size_t size);
};

inline namespace literals {
/// A Python str.
inline str operator""_s(const char *text, size_t size) { return str(text, size); }
} // namespace literals

} // namespace suture
