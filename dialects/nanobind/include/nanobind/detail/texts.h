// SPDX-License-Identifier: BSD-3-Clause
// How nanobind words documentation and errors. Only the translation unit with NB_MODULE has code
// of it.
#pragma once

#include "names.h"

namespace nanobind::detail {

/// UTF-8 text that grows; in error once a part could not be had.
class text_buffer {
public:
    text_buffer() : m_parts(PyList_New(0)) {}
    text_buffer(const text_buffer &) = delete;
    text_buffer &operator=(const text_buffer &) = delete;
    ~text_buffer() { Py_XDECREF(m_parts); }

    /// Steals the reference.
    text_buffer &put(PyObject *part) {
        if (!part || !m_parts || PyList_Append(m_parts, part) < 0)
            Py_CLEAR(m_parts);
        Py_XDECREF(part);
        return *this;
    }
    text_buffer &put(const char *text) { return put(PyUnicode_FromString(text)); }
    text_buffer &put(size_t number) { return put(PyUnicode_FromFormat("%zu", number)); }
    explicit operator bool() const { return m_parts != nullptr; }
    /// New reference; NULL with an error.
    PyObject *str() const {
        PyObject *empty = m_parts ? PyUnicode_FromString("") : nullptr;
        PyObject *result = empty ? PyUnicode_Join(empty, m_parts) : nullptr;
        Py_XDECREF(empty);
        return result;
    }

private:
    PyObject *m_parts;
};

/// The author's documentation of an overload, borrowed UTF-8 or NULL.
inline const char *overload_doc(PyObject *signatures, size_t index) {
    PyObject *doc = PyTuple_GetItem(PyTuple_GetItem(signatures, (Py_ssize_t) index), 1);
    return doc && doc != Py_None ? PyUnicode_AsUTF8AndSize(doc, nullptr) : nullptr;
}

/// Every signature, then the documentation: once where the overloads agree on it, else theirs in
/// turn.
inline PyObject *function_doc(PyObject *function) {
    PyObject *signatures = PyObject_GetAttrString(function, "__suture_signature__");
    if (!signatures)
        return nullptr;
    const size_t n = (size_t) PyTuple_Size(signatures);
    text_buffer out;
    const char *first = n ? overload_doc(signatures, 0) : nullptr;
    bool any = false, same = true;
    for (size_t i = 0; i < n; ++i) {
        if (i)
            out.put("\n");
        out.put(suture::detail::rt::function_text(function, i));
        const char *doc = overload_doc(signatures, i);
        any = any || (doc && *doc);
        same = same && (doc == first || (doc && first && !strcmp(doc, first)));
    }
    if (any && same) {
        out.put("\n\n").put(first);
    } else if (any) {
        out.put("\n\nOverloaded function.");
        for (size_t i = 0; i < n; ++i) {
            const char *doc = overload_doc(signatures, i);
            out.put("\n\n")
                .put(i + 1)
                .put(". ``")
                .put(suture::detail::rt::function_text(function, i))
                .put("``");
            if (doc && *doc)
                out.put("\n\n").put(doc);
            else if (doc)
                out.put("\n");
        }
    }
    Py_DECREF(signatures);
    return out.str();
}

/// "module.Class" of a value, without the module of builtins.
inline PyObject *type_of_value(PyObject *value) {
    PyObject *type = (PyObject *) Py_TYPE(value);
    PyObject *module = PyObject_GetAttrString(type, "__module__");
    PyObject *name = module ? PyObject_GetAttrString(type, "__qualname__") : nullptr;
    PyObject *result = nullptr;
    if (name) {
        const bool builtin =
            PyUnicode_Check(module) && !PyUnicode_CompareWithASCIIString(module, "builtins");
        result = builtin ? PyUnicode_FromFormat("%U", name)
                         : PyUnicode_FromFormat("%S.%U", module, name);
    }
    Py_XDECREF(module);
    Py_XDECREF(name);
    if (!result) { // a class may hide them
        PyErr_Clear();
        result = PyUnicode_FromString(Py_TYPE(value)->tp_name);
    }
    return result;
}

/// A keyword, or "?" where it is no text that UTF-8 can hold.
inline PyObject *keyword_text(PyObject *keyword) {
    if (PyUnicode_AsUTF8AndSize(keyword, nullptr)) {
        Py_INCREF(keyword);
        return keyword;
    }
    PyErr_Clear();
    return PyUnicode_FromString("?");
}

inline PyObject *call_mismatch(PyObject *function, PyObject *const *args, size_t n,
                               PyObject *kwnames) {
    text_buffer out;
    out.put(PyObject_GetAttrString(function, "__name__"))
        .put("(): incompatible function arguments. The following argument types are supported:\n");
    PyObject *signature;
    for (size_t i = 0; out && (signature = suture::detail::rt::function_text(function, i)); ++i)
        out.put("    ").put(i + 1).put(". ").put(signature).put("\n");
    if (PyErr_Occurred())
        return nullptr;
    out.put("\nInvoked with types: ");
    for (size_t i = 0; i < n; ++i)
        out.put(i ? ", " : "").put(type_of_value(args[i]));
    const size_t keywords = kwnames ? (size_t) PyTuple_Size(kwnames) : 0;
    if (keywords) {
        out.put(n ? ", kwargs = { " : "kwargs = { ");
        for (size_t i = 0; i < keywords; ++i)
            out.put(i ? ", " : "")
                .put(keyword_text(PyTuple_GetItem(kwnames, (Py_ssize_t) i)))
                .put(": ")
                .put(type_of_value(args[n + i]));
        out.put(" }");
    }
    return out.str();
}

inline constexpr suture_texts texts = {"nanobind.nb_func",
                                       "nanobind.nb_method",
                                       "__nb_signature__",
                                       suture_text_sole_arg | suture_text_enum_names |
                                           suture_text_bad_cast | suture_text_no_slash,
                                       function_doc,
                                       call_mismatch};

/// What a module of the dialect is, beside what every module is: a tag of SUTURE_MODULE_AS.
struct behaviour {};
constexpr uint32_t module_flag(behaviour) {
    return suture_module_raw_reference | suture_module_free_text | suture_module_fresh_functions;
}

} // namespace nanobind::detail
