// SPDX-License-Identifier: BSD-3-Clause
// Python ints of any size as little-endian bytes.
#ifndef SUTURE_GLUE_BITS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_BITS_CPP

#include "../../include/suture/detail/bits.h"

#include <cstring> // memcpy

#include "../../include/suture/detail/items.h"

namespace suture::detail {

SUTURE_GLUE bool bits_load(PyObject *source, size_t n, uint32_t flags,
                           unsigned char *bytes) noexcept {
    if (!PyLong_CheckExact(source) && !(flags & suture_load_convert))
        return false;
    PyObject *number = PyNumber_Index(source);
    if (!number)
        return no_match();
    Py_ssize_t size = (Py_ssize_t) (n / 8 + 1);
    // Negative numbers and those that need more bytes raise OverflowError.
    PyObject *encoded = PyObject_CallMethod(number, "to_bytes", "ns", size, "little");
    Py_DECREF(number);
    char *data = encoded ? PyBytes_AsString(encoded) : nullptr;
    if (data)
        memcpy(bytes, data, (size_t) size);
    Py_XDECREF(encoded);
    return data ? bytes[n / 8] >> (n % 8) == 0 : no_match();
}

SUTURE_GLUE PyObject *bits_store(const unsigned char *bytes, size_t size) noexcept {
    PyObject *encoded = PyBytes_FromStringAndSize((const char *) bytes, (Py_ssize_t) size);
    PyObject *number = encoded ? PyObject_CallMethod((PyObject *) &PyLong_Type, "from_bytes", "Os",
                                                     encoded, "little")
                               : nullptr;
    Py_XDECREF(encoded);
    return number;
}

} // namespace suture::detail

#endif
