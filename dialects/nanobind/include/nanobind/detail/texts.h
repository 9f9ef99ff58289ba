// SPDX-License-Identifier: BSD-3-Clause
// How nanobind words documentation and errors. Only the translation unit with NB_MODULE has code
// of it.
#pragma once

#include <cstdio> // fprintf

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

/// "module.Class::member()" of a call on an instance.
inline PyObject *called_text(PyObject *self, const char *member) {
    PyObject *type = (PyObject *) Py_TYPE(self);
    PyObject *module = PyObject_GetAttrString(type, "__module__");
    PyObject *name = module ? PyObject_GetAttrString(type, "__name__") : nullptr;
    PyObject *text = name ? PyUnicode_FromFormat("%S.%U::%s()", module, name, member) : nullptr;
    Py_XDECREF(module);
    Py_XDECREF(name);
    return text;
}

/// nanobind warns of objects that cannot be used, and refuses them as it does other types. Where
/// warnings are errors, one is reported but not raised.
inline void trouble(int what, PyObject *object, const char *name) {
    int warned = 0;
    switch (what) {
        case suture_trouble_uninitialised:
            warned = PyErr_WarnFormat(
                PyExc_RuntimeWarning, 1,
                "nanobind: attempted to access an uninitialized instance of type '%s'!\n", name);
            break;
        case suture_trouble_relinquished:
            warned = PyErr_WarnFormat(
                PyExc_RuntimeWarning, 1,
                "nanobind: attempted to access a relinquished instance of type '%s'!\n", name);
            break;
        case suture_trouble_initialised:
            warned = PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
                                      "nanobind: attempted to initialize an already-initialized "
                                      "instance of type '%s'!\n",
                                      name);
            break;
        case suture_trouble_cannot_relinquish:
            warned = PyErr_WarnFormat(
                PyExc_RuntimeWarning, 1,
                "nanobind::detail::nb_relinquish_ownership(): an instance of '%s' cannot be given "
                "to C++. It must own an object that C++ made, unless the unique pointer has the "
                "deleter nanobind::deleter.\n",
                name);
            break;
        case suture_trouble_pure_virtual:
            if (PyObject *call = called_text(object, name)) {
                PyErr_Format(PyExc_RuntimeError,
                             "nanobind::detail::get_trampoline('%U'): tried to call a pure virtual "
                             "function!",
                             call);
                Py_DECREF(call);
            }
            break;
        case suture_trouble_no_weak_reference:
            PyErr_SetString(PyExc_RuntimeError,
                            NB_VERSION_MAJOR < 3
                                ? "nanobind::detail::keep_alive(): could not create "
                                  "a weak reference!"
                                : "nanobind::detail::keep_alive_py(): could not "
                                  "create a weak reference!");
            break;
        case suture_trouble_array_owner:
            PyErr_SetString(PyExc_RuntimeError,
                            object
                                ? "nanobind::detail::ndarray_export(): reference_internal policy "
                                  "cannot be applied (ndarray already has an owner)"
                                : "std::bad_cast");
            break;
        case suture_trouble_implicit: {
            PyObject *type = type_of_value(object);
            const char *text = type ? PyUnicode_AsUTF8AndSize(type, nullptr) : nullptr;
            if (text)
                fprintf(stderr,
                        "nanobind: implicit conversion from type '%s' to type '%s' failed!\n", text,
                        name);
            Py_XDECREF(type);
            PyErr_Clear();
            break;
        }
        case suture_trouble_final:
            PyErr_Format(PyExc_TypeError, "The type '%s' prohibits subclassing!", name);
            break;
        case suture_trouble_several_bases:
            PyErr_Format(PyExc_TypeError, "'%s' cannot have multiple nanobind bases!", name);
            break;
        case suture_trouble_unbound_base:
            PyErr_Format(PyExc_TypeError, "'%s' requires a nanobind base type!", name);
            break;
        case suture_trouble_member:
            if (PyObject *type = type_of_value(object)) {
                PyErr_Format(
                    PyExc_TypeError,
                    "%.*s(): incompatible function arguments. The following argument types "
                    "are supported:\n    1. %s\n\nInvoked with types: %U",
                    (int) strcspn(name, "("), name, name, type);
                Py_DECREF(type);
            }
            break;
        default: break;
    }
    if (warned < 0)
        PyErr_WriteUnraisable(object);
}

inline constexpr suture_texts texts = {"nanobind.nb_func",
                                       "nanobind.nb_method",
                                       "__nb_signature__",
                                       suture_text_sole_arg | suture_text_enum_names |
                                           suture_text_bad_cast | suture_text_no_slash |
                                           suture_text_unnamed_accessors | suture_text_asked_none |
                                           (NB_VERSION_MAJOR < 3 ? suture_text_bare_slash : 0),
                                       function_doc,
                                       call_mismatch,
                                       trouble,
                                       "nanobind.nb_static_property",
                                       "nanobind.nb_type"};

/// What a module of the dialect is, beside what every module is: a tag of SUTURE_MODULE_AS.
struct behaviour {};
constexpr uint32_t module_flag(behaviour) {
#if defined(NB_FREE_THREADED) // nanobind_add_module(... FREE_THREADED)
    constexpr uint32_t gil = suture_module_gil_not_used;
#else
    constexpr uint32_t gil = 0;
#endif
    return suture_module_raw_reference | suture_module_free_text | suture_module_fresh_functions |
           suture_module_any_downcast | suture_module_keeps_hash | gil;
}

} // namespace nanobind::detail
