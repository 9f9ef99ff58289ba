// SPDX-License-Identifier: BSD-3-Clause
// Calls of Python objects, for call.h.
#include "../../include/suture/call.h"

// Vectorcall is in the limited API from 3.12 on.
#if !defined(Py_LIMITED_API) || Py_LIMITED_API >= 0x030C0000
#    define SUTURE_VECTORCALL 1
#else
#    define SUTURE_VECTORCALL 0
#endif

namespace suture::detail {

/// Tuple of interned keyword names, or NULL with an error set.
static inline PyObject *keyword_names(const char *const *names, size_t n) noexcept {
    PyObject *tuple = PyTuple_New((Py_ssize_t) n);
    for (size_t i = 0; tuple && i < n; ++i) {
        PyObject *name = rt::string_intern(names[i]);
        if (!name || PyTuple_SetItem(tuple, (Py_ssize_t) i, name) < 0)
            Py_CLEAR(tuple);
    }
    return tuple;
}

#if !SUTURE_VECTORCALL
/// A call through a tuple and a dict. `stack` holds the values behind the positional ones.
static inline PyObject *call_by_tuple(PyObject *callable, PyObject **stack, size_t npositional,
                                      PyObject *names) noexcept {
    PyObject *args = PyTuple_New((Py_ssize_t) npositional), *kwargs = nullptr, *result = nullptr;
    bool ok = args != nullptr;
    for (size_t i = 0; ok && i < npositional; ++i) {
        Py_INCREF(stack[i]);
        ok = PyTuple_SetItem(args, (Py_ssize_t) i, stack[i]) == 0;
    }
    if (ok && names) {
        kwargs = PyDict_New();
        ok = kwargs != nullptr;
        for (Py_ssize_t i = 0; ok && i < PyTuple_Size(names); ++i)
            ok = PyDict_SetItem(kwargs, PyTuple_GetItem(names, i),
                                stack[npositional + (size_t) i]) == 0;
    }
    if (ok)
        result = PyObject_Call(callable, args, kwargs);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return result;
}
#endif

/// Releases what the bits of `owned` mark, and tells whether the conversions all worked.
static inline bool arguments_converted(PyObject *const *stack, size_t n) noexcept {
    for (size_t i = 0; i < n; ++i)
        if (!stack[i])
            return false;
    return true;
}
static inline void arguments_release(PyObject *const *stack, size_t n, uint64_t owned) noexcept {
    for (size_t i = 0; owned && i < n; ++i, owned >>= 1)
        if (owned & 1)
            Py_XDECREF(stack[i]);
}

SUTURE_GLUE PyObject *call(PyObject *callable, PyObject **stack, size_t npositional,
                           const char *const *names, size_t nkeywords, uint64_t owned) {
    PyObject *result = nullptr, *kwnames = nullptr;
    if (callable && arguments_converted(stack, npositional + nkeywords) &&
        (!nkeywords || (kwnames = keyword_names(names, nkeywords)))) {
#if SUTURE_VECTORCALL
        result = PyObject_Vectorcall(callable, stack, npositional | PY_VECTORCALL_ARGUMENTS_OFFSET,
                                     kwnames);
#else
        result = call_by_tuple(callable, stack, npositional, kwnames);
#endif
    }
    arguments_release(stack, npositional + nkeywords, owned);
    Py_XDECREF(kwnames);
    return checked(result);
}

SUTURE_GLUE PyObject *accessor::call(PyObject **stack, size_t npositional, const char *const *names,
                                     size_t nkeywords, uint64_t owned) const {
#if SUTURE_VECTORCALL
    if (!m_cache && m_base && m_kind == attr_text) {
        // The attribute itself need not be made: it may be a method.
        PyObject *result = nullptr, *kwnames = nullptr;
        PyObject *name = rt::string_intern(m_key.text);
        if (name && arguments_converted(stack, npositional + nkeywords) &&
            (!nkeywords || (kwnames = keyword_names(names, nkeywords)))) {
            stack[-1] = m_base;
            result = PyObject_VectorcallMethod(
                name, stack - 1, (npositional + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
        }
        arguments_release(stack, npositional + nkeywords, owned);
        Py_XDECREF(kwnames);
        Py_XDECREF(name);
        return checked(result);
    }
#endif
    return detail::call(ptr_or_null(), stack, npositional, names, nkeywords, owned);
}

// --- call_builder ----------------------------------------------------------------------------

SUTURE_GLUE call_builder::call_builder() : m_args(checked(PyList_New(0))), m_kwargs(nullptr) {}
SUTURE_GLUE call_builder::~call_builder() {
    Py_DECREF(m_args);
    Py_XDECREF(m_kwargs);
}

SUTURE_GLUE void call_builder::add(PyObject *value) {
    checked(value ? PyList_Append(m_args, value) : -1);
}

/// Sets one keyword argument; -1 with an error set.
static inline int keyword_set(PyObject *&kwargs, PyObject *name, PyObject *value) noexcept {
    if (!kwargs && !(kwargs = PyDict_New()))
        return -1;
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return -1;
    }
    int known = PyDict_Contains(kwargs, name);
    if (known > 0)
        PyErr_Format(PyExc_TypeError, "got multiple values for keyword argument '%U'", name);
    return known ? -1 : PyDict_SetItem(kwargs, name, value);
}

SUTURE_GLUE void call_builder::add_keyword(const char *name, PyObject *value) {
    PyObject *key = value ? rt::string_intern(name) : nullptr;
    int status = key ? keyword_set(m_kwargs, key, value) : -1;
    Py_XDECREF(key);
    checked(status);
}

SUTURE_GLUE void call_builder::expand(PyObject *iterable) {
    PyObject *iterator = iterable ? PyObject_GetIter(iterable) : nullptr;
    int status = iterator ? 0 : -1;
    while (status == 0) {
        PyObject *item = PyIter_Next(iterator);
        if (!item) {
            status = PyErr_Occurred() ? -1 : 0;
            break;
        }
        status = PyList_Append(m_args, item);
        Py_DECREF(item);
    }
    Py_XDECREF(iterator);
    checked(status);
}

SUTURE_GLUE void call_builder::expand_keywords(PyObject *mapping) {
    PyObject *dict = mapping && PyDict_Check(mapping) ? mapping : nullptr;
    Py_XINCREF(dict);
    if (!dict && mapping && (dict = PyDict_New()) && PyDict_Update(dict, mapping) < 0) {
        Py_CLEAR(dict);
        // In CPython's words for the syntax.
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "argument after ** must be a mapping, not %.200s",
                         Py_TYPE(mapping)->tp_name);
        }
    }
    int status = dict ? 0 : -1;
    PyObject *name, *value;
    for (Py_ssize_t at = 0; status == 0 && PyDict_Next(dict, &at, &name, &value);)
        status = keyword_set(m_kwargs, name, value);
    Py_XDECREF(dict);
    checked(status);
}

SUTURE_GLUE PyObject *call_builder::call(PyObject *callable) {
    PyObject *args = callable ? PyList_AsTuple(m_args) : nullptr;
    PyObject *result = args ? PyObject_Call(callable, args, m_kwargs) : nullptr;
    Py_XDECREF(args);
    return checked(result);
}
#undef SUTURE_VECTORCALL

} // namespace suture::detail
