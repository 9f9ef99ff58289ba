// SPDX-License-Identifier: BSD-3-Clause
// A parser for the heads of Python functions, "def name(parameters) -> result", as far as names,
// kinds and defaults go. Expressions are skipped, not understood.
#pragma once

#include "../common.h"

#include "../../include/suture/detail/signature_service.h"

SUTURE_RUNTIME_BEGIN

/// A piece of the text.
struct text_span {
    const char *begin = nullptr;
    size_t size = 0;
};

/// New str of a piece, for messages; NULL with an error.
inline PyObject *span_text(text_span s) {
    return PyUnicode_DecodeUTF8(s.begin, (Py_ssize_t) s.size, "replace");
}

struct parsed_parameter {
    text_span name;
    text_span annotation, default_value; ///< begin NULL: none
    uint8_t kind = suture_parameter_positional_or_keyword;
};

struct parsed_signature {
    text_span name, result; ///< begin NULL: none
    array<parsed_parameter> parameters;

    ~parsed_signature() { parameters.free(); }
};

/// 1; 0 with `*problem` set to a new str that says what is wrong with the text; -1 with an error.
int signature_parse(const char *text, parsed_signature *result, PyObject **problem);

SUTURE_RUNTIME_END
