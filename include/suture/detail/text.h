// SPDX-License-Identifier: BSD-3-Clause
// Text in the encodings of C++ character types; see src/glue/text.cpp. Narrow text is UTF-8.
#pragma once

#include <cstddef> // size_t

#include "../cast.h"

namespace suture::detail {

/// Code units of `str` in `width` bytes each (2: UTF-16, 4: UTF-32, native order). New reference
/// to what holds them; NULL without an error: `source` is no str. Lone surrogates pass.
SUTURE_GLUE PyObject *text_encode(PyObject *source, size_t width, const void **data,
                                  size_t *size) noexcept;
/// str of `size` code units of `width` bytes each (1: UTF-8).
SUTURE_GLUE PyObject *text_decode(const void *data, size_t size, size_t width) noexcept;
/// Code unit of a str that takes just one; false without an error.
SUTURE_GLUE bool character_load(PyObject *source, size_t width, uint32_t *unit) noexcept;

template <class C>
constexpr bool is_text_v = std::is_same_v<C, char> || is_character_v<C>
#if defined(__cpp_char8_t)
                           || std::is_same_v<C, char8_t>
#endif
    ;

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/text.cpp"
#endif
