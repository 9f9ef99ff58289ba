// SPDX-License-Identifier: BSD-3-Clause
// The exception classes of error.h.
#ifndef SUTURE_GLUE_ERROR_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_ERROR_CPP

#include "error.h"

#include <atomic>  // counts of shared states
#include <cstdarg> // va_list
#include <cstdlib> // malloc
#include <cstring> // strlen
#include <new>     // bad_alloc

namespace suture {
namespace detail {

SUTURE_GLUE PyObject *error_take() noexcept {
#if SUTURE_RAISED_EXCEPTION
    return PyErr_GetRaisedException();
#else
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!type)
        return nullptr;
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    Py_DECREF(type);
    return value;
#endif
}

SUTURE_GLUE void error_put(PyObject *exception) noexcept {
#if SUTURE_RAISED_EXCEPTION
    PyErr_SetRaisedException(exception);
#else
    PyObject *type = (PyObject *) Py_TYPE(exception);
    Py_INCREF(type);
    PyErr_Restore(type, exception, PyException_GetTraceback(exception));
#endif
}

SUTURE_GLUE void error_set_cause(PyObject *exception, PyObject *cause) noexcept {
    Py_XINCREF(cause);
    PyException_SetContext(exception, cause); // REF: steals
    PyException_SetCause(exception, cause);   // REF: steals
}

SUTURE_GLUE void type_error_prefix(const char *format, ...) noexcept {
    if (!PyErr_ExceptionMatches(PyExc_TypeError))
        return;
    PyObject *exception = error_take();
    va_list arguments;
    va_start(arguments, format);
    PyObject *where = PyUnicode_FromFormatV(format, arguments);
    va_end(arguments);
    if (where)
        PyErr_Format(PyExc_TypeError, "%U: %S", where, exception);
    Py_XDECREF(where);
    Py_XDECREF(exception);
}

SUTURE_GLUE void set_error_text(PyObject *type, const char *text) noexcept {
    if (!text || !*text) {
        PyErr_SetNone(type);
        return;
    }
    PyObject *string = PyUnicode_DecodeUTF8(text, (Py_ssize_t) strlen(text), "backslashreplace");
    if (!string)
        return;
    PyErr_SetObject(type, string);
    Py_DECREF(string);
}

// --- error_text ------------------------------------------------------------------------------

/// Precedes the characters of an error_text.
struct error_text_header {
    std::atomic<long> count;
};

static inline error_text_header *error_text_head(char *text) noexcept {
    return (error_text_header *) (void *) (text - sizeof(error_text_header));
}
static inline void error_text_release(char *text) noexcept {
    if (text && --error_text_head(text)->count == 0)
        free(error_text_head(text));
}

SUTURE_GLUE error_text::error_text(const char *text) noexcept : m_text(nullptr) {
    size_t size = text ? strlen(text) + 1 : 1;
    // Without memory the exception has no text.
    if (void *storage = malloc(sizeof(error_text_header) + size)) {
        new (storage) error_text_header{{1}};
        m_text = (char *) storage + sizeof(error_text_header);
        memcpy(m_text, text ? text : "", size);
    }
}
SUTURE_GLUE error_text::error_text(const error_text &other) noexcept : m_text(other.m_text) {
    if (m_text)
        ++error_text_head(m_text)->count;
}
SUTURE_GLUE error_text &error_text::operator=(const error_text &other) noexcept {
    error_text copy(other);
    char *old = m_text;
    m_text = copy.m_text;
    copy.m_text = old;
    return *this;
}
SUTURE_GLUE error_text::~error_text() { error_text_release(m_text); }

// --- python_error ----------------------------------------------------------------------------

/// What the copies of a python_error share.
struct error_state {
    std::atomic<long> count;
    PyObject *value;
    char *text;  ///< of what(), made on demand
    void *token; ///< of the interpreter that `value` belongs to; see rt::interp_hold
};

static inline void error_state_retain(error_state *state) noexcept {
    if (state)
        ++state->count;
}
static inline void error_state_release(error_state *state) noexcept {
    if (!state || --state->count != 0)
        return;
    void *gil[2];
    // In an interpreter that is gone the exception is gone as well, or leaks with the rest.
    if (rt::gil_enter(state->token, gil) == 0) {
        Py_DECREF(state->value);
        rt::gil_leave(gil);
    }
    rt::interp_release(state->token);
    free(state->text);
    free(state);
}

} // namespace detail

SUTURE_GLUE python_error::python_error() {
    PyObject *value = detail::error_take();
    if (!value) {
        const suture_texts *texts = detail::this_module.texts;
        if (texts && (texts->flags & suture_text_bad_cast))
            PyErr_SetString(PyExc_RuntimeError, "std::bad_cast");
        else
            PyErr_SetString(PyExc_SystemError, "suture: a null handle was used, or a call failed "
                                               "without a Python error");
        value = detail::error_take();
    }
    auto *state = (detail::error_state *) malloc(sizeof(detail::error_state));
    if (!state) {
        Py_XDECREF(value);
        throw std::bad_alloc();
    }
    void *token = detail::rt::interp_hold();
    if (!token)
        PyErr_Clear();
    m_state = new (state) detail::error_state{{1}, value, nullptr, token};
}
SUTURE_GLUE python_error::python_error(const python_error &other) noexcept
    : std::exception(other), error_base(other), m_state(other.m_state) {
    detail::error_state_retain(m_state);
}
SUTURE_GLUE python_error::python_error(python_error &&other) noexcept
    // NOLINTNEXTLINE(performance-move-constructor-init): see below
    : std::exception(other), error_base(other), m_state(other.m_state) {
    // The other one stays usable: an exception object may be looked at after it was moved from.
    detail::error_state_retain(m_state);
}
// NOLINTNEXTLINE(bugprone-unhandled-self-assignment): counted before it is released
SUTURE_GLUE python_error &python_error::operator=(const python_error &other) noexcept {
    detail::error_state_retain(other.m_state);
    detail::error_state_release(m_state);
    m_state = other.m_state;
    return *this;
}
SUTURE_GLUE python_error::~python_error() { detail::error_state_release(m_state); }

SUTURE_GLUE bool python_error::matches(handle type) const noexcept {
    return PyErr_GivenExceptionMatches(m_state->value, type.ptr()) != 0;
}
SUTURE_GLUE void python_error::set_error() const noexcept {
    Py_INCREF(m_state->value);
    detail::error_put(m_state->value);
}
SUTURE_GLUE void python_error::discard_as_unraisable(handle context) const noexcept {
    set_error();
    PyErr_WriteUnraisable(context.ptr());
}
SUTURE_GLUE void python_error::discard_as_unraisable(const char *context) const noexcept {
    PyObject *text = PyUnicode_FromString(context);
    if (!text)
        PyErr_Clear();
    discard_as_unraisable(handle(text));
    Py_XDECREF(text);
}
SUTURE_GLUE handle python_error::value() const noexcept { return m_state->value; }
SUTURE_GLUE handle python_error::type() const noexcept { return Py_TYPE(m_state->value); }
SUTURE_GLUE handle python_error::traceback() const noexcept {
    PyObject *traceback = PyException_GetTraceback(m_state->value);
    Py_XDECREF(traceback); // REF: the exception keeps it
    return traceback;
}

namespace detail {

/// Appends one line per frame: `  File "f.py", line 3, in f`. False with an error set.
static inline bool append_traceback(PyObject *lines, PyObject *traceback) noexcept {
    for (; traceback && traceback != Py_None;) {
        PyObject *frame = PyObject_GetAttrString(traceback, "tb_frame");
        PyObject *code = frame ? PyObject_GetAttrString(frame, "f_code") : nullptr;
        PyObject *file = code ? PyObject_GetAttrString(code, "co_filename") : nullptr;
        PyObject *name = file ? PyObject_GetAttrString(code, "co_name") : nullptr;
        PyObject *number = name ? PyObject_GetAttrString(traceback, "tb_lineno") : nullptr;
        PyObject *line =
            number ? PyUnicode_FromFormat("  File \"%U\", line %S, in %U\n", file, number, name)
                   : nullptr;
        bool ok = line && PyList_Append(lines, line) == 0;
        PyObject *next = ok ? PyObject_GetAttrString(traceback, "tb_next") : nullptr;
        Py_DECREF(traceback);
        Py_XDECREF(frame);
        Py_XDECREF(code);
        Py_XDECREF(file);
        Py_XDECREF(name);
        Py_XDECREF(number);
        Py_XDECREF(line);
        traceback = next;
        if (!next)
            return false;
    }
    Py_XDECREF(traceback);
    return true;
}

/// "ValueError: message", or with its module where that is not builtins.
static inline PyObject *exception_line(PyObject *value) noexcept {
    PyObject *type = (PyObject *) Py_TYPE(value);
    PyObject *module = PyObject_GetAttrString(type, "__module__");
    PyObject *name = module ? PyObject_GetAttrString(type, "__qualname__") : nullptr;
    PyObject *message = name ? PyObject_Str(value) : nullptr;
    if (name && !message) { // CPython's words for it
        PyErr_Clear();
        message = PyUnicode_FromString("<exception str() failed>");
    }
    PyObject *line = nullptr;
    if (message) {
        bool builtin =
            PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") == 0;
        const char *gap = PyObject_Length(message) ? ": " : "";
        line = builtin ? PyUnicode_FromFormat("%S%s%U", name, gap, message)
                       : PyUnicode_FromFormat("%S.%S%s%U", module, name, gap, message);
    }
    Py_XDECREF(module);
    Py_XDECREF(name);
    Py_XDECREF(message);
    return line;
}

/// Text of an exception as UTF-8 that the caller frees, or NULL. The caller is attached.
static inline char *render_exception(PyObject *value) noexcept {
    error_scope scope;
    PyObject *lines = PyList_New(0), *text = nullptr, *bytes = nullptr;
    PyObject *traceback = PyException_GetTraceback(value);
    bool ok = lines != nullptr;
    if (ok && traceback) {
        PyObject *head = PyUnicode_FromString("Traceback (most recent call last):\n");
        ok = head && PyList_Append(lines, head) == 0;
        Py_XDECREF(head);
        if (ok && !append_traceback(lines, traceback))
            PyErr_Clear(); // the rest of it is more useful than nothing
        traceback = ok ? nullptr : traceback;
    }
    Py_XDECREF(traceback);
    if (PyObject *line = ok ? exception_line(value) : nullptr) {
        PyObject *empty = PyUnicode_FromString("");
        if (empty && PyList_Append(lines, line) == 0)
            text = PyUnicode_Join(empty, lines);
        Py_XDECREF(empty);
        Py_DECREF(line);
    }
    if (text)
        bytes = PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
    char *result = nullptr;
    if (bytes) {
        size_t size = (size_t) PyBytes_Size(bytes) + 1;
        if ((result = (char *) malloc(size)))
            memcpy(result, PyBytes_AsString(bytes), size);
    }
    Py_XDECREF(bytes);
    Py_XDECREF(text);
    Py_XDECREF(lines);
    PyErr_Clear();
    return result;
}

} // namespace detail

SUTURE_GLUE const char *python_error::what() const noexcept {
    if (!m_state->text) {
        void *gil[2];
        if (detail::rt::gil_enter(m_state->token, gil) == 0) {
            // Rendering runs Python code, which may ask for the same text.
            char *text = detail::render_exception(m_state->value);
            if (m_state->text)
                free(text);
            else
                m_state->text = text;
            detail::rt::gil_leave(gil);
        }
    }
    return m_state->text ? m_state->text : "a Python error whose text cannot be had";
}

// --- the others ------------------------------------------------------------------------------

SUTURE_GLUE cast_error::cast_error(const char *what) noexcept : m_text(what) {}
SUTURE_GLUE cast_error::cast_error(const cast_error &) noexcept = default;
SUTURE_GLUE cast_error::~cast_error() = default;
SUTURE_GLUE const char *cast_error::what() const noexcept { return m_text.get(); }
SUTURE_GLUE void cast_error::set_error() const noexcept {
    const suture_texts *texts = detail::this_module.texts;
    if (texts && (texts->flags & suture_text_bad_cast))
        detail::set_error_text(PyExc_RuntimeError, "std::bad_cast");
    else
        detail::set_error_text(PyExc_TypeError, m_text.get());
}

SUTURE_GLUE builtin_exception::builtin_exception(exception_type type, const char *what) noexcept
    : m_type(type), m_text(what) {}
SUTURE_GLUE builtin_exception::builtin_exception(const builtin_exception &) noexcept = default;
SUTURE_GLUE builtin_exception::~builtin_exception() = default;
SUTURE_GLUE const char *builtin_exception::what() const noexcept { return m_text.get(); }
SUTURE_GLUE void builtin_exception::set_error() const noexcept {
    PyObject *type = PyExc_RuntimeError;
    switch (m_type) {
        case exception_type::runtime_error: break;
        case exception_type::stop_iteration: type = PyExc_StopIteration; break;
        case exception_type::index_error: type = PyExc_IndexError; break;
        case exception_type::key_error: type = PyExc_KeyError; break;
        case exception_type::value_error: type = PyExc_ValueError; break;
        case exception_type::type_error: type = PyExc_TypeError; break;
        case exception_type::buffer_error: type = PyExc_BufferError; break;
        case exception_type::import_error: type = PyExc_ImportError; break;
        case exception_type::attribute_error: type = PyExc_AttributeError; break;
        case exception_type::overflow_error: type = PyExc_OverflowError; break;
        case exception_type::not_implemented_error: type = PyExc_NotImplementedError; break;
        case exception_type::os_error: type = PyExc_OSError; break;
    }
    detail::set_error_text(type, m_text.get());
}

SUTURE_GLUE next_overload::next_overload() noexcept = default;
SUTURE_GLUE next_overload::~next_overload() = default;
SUTURE_GLUE const char *next_overload::what() const noexcept { return "suture::next_overload"; }

} // namespace suture

#endif
