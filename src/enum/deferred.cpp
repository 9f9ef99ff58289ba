// SPDX-License-Identifier: BSD-3-Clause
// Functions whose class does not exist yet.
#include "deferred.h"

SUTURE_RUNTIME_BEGIN

/// Calls `visit(letter, words)` for the attributes of a format; returns how many words they have.
/// The letters are those of abi.h.
template <class Visit>
static size_t walk(const char *format, const void *const *words, Visit visit) {
    size_t n = 0;
    for (const char *c = format; *c; ++c) {
        visit(*c, words + n);
        switch (*c) {
            case 'F':
            case 'k': c += 2; break;
            case 'p': ++c; break;
            case '*':
            case '/': break;
            case 'A': n += 3; break;
            case 'v': n += 4; break;
            case 'q':
            case 'C': n += 2; break;
            case 'c': n += (size_t) (*++c - '0'); break;
            default: ++n; break;
        }
    }
    return n;
}

/// Releases what the words of a registration that did not happen own.
static void release_words(const char *format, const void *const *words) {
    walk(format, words, [](char letter, const void *const *w) {
        if (letter == 'v')
            Py_XDECREF((PyObject *) w[3]);
        else if (letter == 'C')
            ((void (*)(void *)) w[1])((void *) w[0]);
    });
}

static int defer(suture_function_scope *base, const suture_module *module,
                 const suture_signature *signature, const char *name, suture_thunk thunk,
                 const char *format, const void *const *words) {
    deferred_scope *scope = static_cast<deferred_scope *>(base);
    size_t nwords = walk(format, words, [](char, const void *const *) {});
    size_t name_size = strlen(name) + 1;
    char *name_copy = (char *) PyMem_RawMalloc(name_size);
    const void **words_copy = (const void **) PyMem_RawMalloc(nwords * sizeof(void *) + 1);
    bool room = name_copy && words_copy;
    if (room && scope->size == scope->capacity) {
        uint32_t wanted = scope->capacity ? 2 * scope->capacity : 4;
        void *grown = PyMem_RawRealloc(scope->data, wanted * sizeof(deferred_function));
        room = grown != nullptr;
        if (room) {
            scope->data = (deferred_function *) grown;
            scope->capacity = wanted;
        }
    }
    if (!room) {
        PyMem_RawFree(name_copy);
        PyMem_RawFree(words_copy);
        release_words(format, words);
        PyErr_NoMemory();
        return -1;
    }
    memcpy(name_copy, name, name_size);
    if (nwords)
        memcpy(words_copy, words, nwords * sizeof(void *));
    scope->data[scope->size++] = {module, signature, thunk, format, name_copy, words_copy, false};
    return 0;
}

PyObject *deferred_capsule(deferred_scope *scope) {
    scope->define = defer;
    return PyCapsule_New(static_cast<suture_function_scope *>(scope), SUTURE_FUNCTION_SCOPE,
                         nullptr);
}

void deferred_clear(deferred_scope *scope) {
    for (uint32_t i = 0; i < scope->size; ++i) {
        deferred_function &f = scope->data[i];
        if (!f.taken)
            release_words(f.format, f.words);
        PyMem_RawFree(f.name);
        PyMem_RawFree(f.words);
    }
    PyMem_RawFree(scope->data);
    scope->data = nullptr;
    scope->size = scope->capacity = 0;
}

SUTURE_RUNTIME_END
