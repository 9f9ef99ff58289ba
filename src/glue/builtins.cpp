// SPDX-License-Identifier: BSD-3-Clause
// Python's built-in functions.
#include "../../include/suture/builtins.h"

namespace suture {
namespace detail {

/// A result of the C API that is -1 with an error set, 0 or 1.
static inline bool checked_truth(int result) {
    checked(result);
    return result != 0;
}

SUTURE_GLUE bool instance_of(PyObject *o, suture_type_ref *ref) {
    PyObject *type = rt::type_find(ref);
    return type && o && checked_truth(PyObject_IsInstance(o, type));
}

SUTURE_GLUE bool subclass_of(PyObject *o, suture_type_ref *ref) {
    PyObject *type = rt::type_find(ref);
    return type && o && PyType_Check(o) && checked_truth(PyObject_IsSubclass(o, type));
}

SUTURE_GLUE PyObject *tuple_from(PyObject *const *values, size_t n, uint64_t owned) {
    PyObject *tuple = PyTuple_New((Py_ssize_t) n);
    bool ok = tuple != nullptr;
    for (size_t i = 0; i < n; ++i) {
        PyObject *value = values[i];
        if (!(owned >> i & 1))
            Py_XINCREF(value);
        ok = value && ok;
        if (tuple && value)
            PyTuple_SetItem(tuple, (Py_ssize_t) i, value); // REF: steals
        else
            Py_XDECREF(value);
    }
    if (!ok) {
        Py_XDECREF(tuple);
        raise_python_error();
    }
    return tuple;
}

SUTURE_GLUE PyObject *get_attr_or(PyObject *o, PyObject *name, PyObject *otherwise) {
    PyObject *value = o && name ? PyObject_GetAttr(o, name) : nullptr;
    if (value)
        return value;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError))
        raise_python_error();
    PyErr_Clear();
    Py_XINCREF(otherwise);
    return otherwise;
}

} // namespace detail

SUTURE_GLUE bool isinstance(handle h, handle type) {
    return detail::checked_truth(PyObject_IsInstance(h.ptr(), type.ptr()));
}
SUTURE_GLUE bool issubclass(handle derived, handle base) {
    return detail::checked_truth(PyObject_IsSubclass(derived.ptr(), base.ptr()));
}
SUTURE_GLUE bool hasattr(handle o, handle name) {
    return steal(detail::get_attr_or(o.ptr(), name.ptr(), nullptr)).is_valid();
}
SUTURE_GLUE bool hasattr(handle o, const char *name) { return hasattr(o, str(name)); }
SUTURE_GLUE object getattr(handle o, handle name) { return o.attr(name); }
SUTURE_GLUE object getattr(handle o, const char *name) { return o.attr(name); }
SUTURE_GLUE void delattr(handle o, handle name) { o.attr(name).del(); }
SUTURE_GLUE void delattr(handle o, const char *name) { o.attr(name).del(); }
SUTURE_GLUE void del(const detail::accessor &a) { a.del(); }

SUTURE_GLUE size_t len(handle o) {
    Py_ssize_t n = PyObject_Size(o.ptr());
    detail::checked(n < 0 ? -1 : 0);
    return (size_t) n;
}

SUTURE_GLUE size_t len_hint(handle o) {
#if defined(Py_LIMITED_API)
    return (size_t) import_("operator").attr("length_hint")(o).cast<Py_ssize_t>();
#else
    Py_ssize_t n = PyObject_LengthHint(o.ptr(), 0);
    detail::checked(n < 0 ? -1 : 0);
    return (size_t) n;
#endif
}

SUTURE_GLUE Py_hash_t hash(handle o) {
    Py_hash_t value = PyObject_Hash(o.ptr());
    detail::checked(value == -1 ? -1 : 0);
    return value;
}

SUTURE_GLUE str repr(handle o) { return steal<str>(detail::checked(PyObject_Repr(o.ptr()))); }
SUTURE_GLUE iterator iter(handle o) { return o.begin(); }

SUTURE_GLUE dict builtins() {
    PyObject *dict_ = PyEval_GetBuiltins();
    detail::checked(dict_ ? 0 : -1);
    return borrow<dict>(dict_);
}

SUTURE_GLUE dict globals() {
    PyObject *dict_ = PyEval_GetGlobals();
    if (!dict_) {
        PyObject *main = PyImport_AddModule("__main__");
        detail::checked(main ? 0 : -1);
        dict_ = PyModule_GetDict(main);
    }
    return borrow<dict>(dict_);
}

} // namespace suture
