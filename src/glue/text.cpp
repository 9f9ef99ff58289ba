// SPDX-License-Identifier: BSD-3-Clause
// Between str and the wide encodings.
#ifndef SUTURE_GLUE_TEXT_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_TEXT_CPP

#include "../../include/suture/detail/text.h"

#include "../../include/suture/detail/items.h"

namespace suture::detail {

/// Byte order of this machine as the codecs count it.
static inline int native_order() noexcept {
    const uint16_t one = 1;
    return *(const unsigned char *) &one ? -1 : 1;
}

SUTURE_GLUE PyObject *text_encode(PyObject *source, size_t width, const void **data,
                                  size_t *size) noexcept {
    if (!PyUnicode_Check(source))
        return nullptr;
    bool little = native_order() < 0;
    const char *codec =
        width == 2 ? (little ? "utf-16-le" : "utf-16-be") : (little ? "utf-32-le" : "utf-32-be");
    PyObject *bytes = PyUnicode_AsEncodedString(source, codec, "surrogatepass");
    char *text = nullptr;
    Py_ssize_t n = 0;
    if (!bytes || PyBytes_AsStringAndSize(bytes, &text, &n) < 0) {
        Py_XDECREF(bytes);
        no_match();
        return nullptr;
    }
    *data = text;
    *size = (size_t) n / width;
    return bytes;
}

/// Whether all of `text` is ASCII.
static inline bool is_ascii(const char *text, size_t size) noexcept {
    unsigned char bits = 0;
    for (size_t i = 0; i < size; ++i)
        bits |= (unsigned char) text[i];
    return !(bits & 0x80);
}

/// str of ASCII text. Skips CPython's decoder, which costs as much again as the object.
static inline PyObject *ascii_decode(const char *text, size_t size) noexcept {
    PyObject *str = PyUnicode_New((Py_ssize_t) size, 127);
    if (str)
        memcpy(PyUnicode_1BYTE_DATA(str), text, size);
    return str;
}

SUTURE_GLUE PyObject *text_decode(const void *data, size_t size, size_t width) noexcept {
    int order = native_order();
    const char *text = (const char *) data;
    Py_ssize_t n = (Py_ssize_t) (size * width);
    switch (width) {
        case 1:
            if (size <= 64 && is_ascii(text, size)) // short text mostly is
                return ascii_decode(text, size);
            return PyUnicode_FromStringAndSize(text, n);
        case 2: return PyUnicode_DecodeUTF16(text, n, "surrogatepass", &order);
        default: return PyUnicode_DecodeUTF32(text, n, "surrogatepass", &order);
    }
}

SUTURE_GLUE bool character_load(PyObject *source, size_t width, uint32_t *unit) noexcept {
    if (!PyUnicode_Check(source) || PyUnicode_GetLength(source) != 1)
        return false;
    *unit = PyUnicode_ReadChar(source, 0);
    return width == 4 || *unit <= 0xFFFF;
}

} // namespace suture::detail

#endif
