// SPDX-License-Identifier: BSD-3-Clause
// Names as Python strings: C string literals that are looked up again and again.
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

/// A remembered string; `text` is the address it was asked for with.
struct interned_string {
    const char *text;
    PyObject *string; ///< strong
};

/// The slot of this name: new reference to an interned str.
PyObject *string_intern(const char *text);

/// Forgets the strings of an interpreter.
void interned_strings_clear(interned_string *&strings);

SUTURE_RUNTIME_END
