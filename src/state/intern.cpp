// SPDX-License-Identifier: BSD-3-Clause
// A direct-mapped cache from the address of a C string to the Python string. What is found is
// compared, since a buffer may hold another text than before.
#include "intern.h"

#include "interpreter.h"

SUTURE_RUNTIME_BEGIN

constexpr unsigned interned_bits = 8;

static interned_string *interned_slot(interned_string *strings, const char *text) {
    uint64_t hash = (uint64_t) (uintptr_t) text * UINT64_C(0x9e3779b97f4a7c15);
    return strings + (hash >> (64 - interned_bits));
}

PyObject *string_intern(const char *text) {
#if defined(Py_GIL_DISABLED)
    return PyUnicode_InternFromString(text); // entries are two words
#else
    interpreter *interp = interpreter_current();
    if (SUTURE_UNLIKELY(!interp || !interp->strings)) {
        if (interp && interp->alive)
            interp->strings = (interned_string *) PyMem_RawCalloc((size_t) 1 << interned_bits,
                                                                  sizeof(interned_string));
        return PyUnicode_InternFromString(text);
    }
    interned_string *slot = interned_slot(interp->strings, text);
    if (SUTURE_LIKELY(slot->text == text) &&
        SUTURE_LIKELY(strcmp((const char *) PyUnicode_1BYTE_DATA(slot->string), text) == 0)) {
        Py_INCREF(slot->string);
        return slot->string;
    }
    PyObject *string = PyUnicode_InternFromString(text);
    if (string && PyUnicode_IS_COMPACT_ASCII(string)) {
        PyObject *old = slot->string;
        Py_INCREF(string);
        *slot = {text, string};
        Py_XDECREF(old);
    }
    return string;
#endif
}

void interned_strings_clear(interned_string *&strings) {
    if (!strings)
        return;
    for (unsigned i = 0; i < 1u << interned_bits; ++i)
        Py_XDECREF(strings[i].string);
    PyMem_RawFree(strings);
    strings = nullptr;
}

SUTURE_RUNTIME_END
